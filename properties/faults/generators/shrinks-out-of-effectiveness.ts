import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import { alteredShrink } from '../altered/alteredShrink.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a shrinker that drops coordinates of one vector and does not ask whether yᵀg is still above 0',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) =>
      alteredShrink(ourGenerators.effectivePairs(demand), ({ g, y }) =>
        [...g.keys()].filter((i) => g[i] !== 0).map((i) => ({ g: g.with(i, 0), y })),
      ),
  },
} satisfies SeededFault<Generators>;
