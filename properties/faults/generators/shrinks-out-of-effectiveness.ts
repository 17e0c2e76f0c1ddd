import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import { alteredShrink } from '../parts/alteredShrink.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a shrinker that drops coordinates of one vector and asks nobody whether yᵀg is still above 0',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) =>
      alteredShrink(ourGenerators.effectivePairs(demand), ({ g, y }) =>
        [...g.keys()].filter((i) => g[i] !== 0).map((i) => ({ g: g.with(i, 0), y })),
      ),
  },
} satisfies Wrong<Generators>;
