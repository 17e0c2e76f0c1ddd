import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import { alteredShrink } from '../altered/alteredShrink.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'an order turned round: what is offered is harder than what was found',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) =>
      alteredShrink(ourGenerators.effectivePairs(demand), ({ g, y }) => [
        { g: g.map((x) => 2 * x + Math.sign(x) / 8), y: y.map((x) => 2 * x + Math.sign(x) / 8) },
      ]),
  },
} satisfies SeededFault<Generators>;
