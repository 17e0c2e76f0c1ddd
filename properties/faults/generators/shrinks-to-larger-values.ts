import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import { alteredShrink } from '../parts/alteredShrink.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'an order turned round: what is offered is harder than what was found',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) =>
      alteredShrink(ourGenerators.effectivePairs(demand), ({ g, y }) => [
        { g: g.map((x) => 2 * x + Math.sign(x) / 8), y: y.map((x) => 2 * x + Math.sign(x) / 8) },
      ]),
  },
} satisfies Wrong<Generators>;
