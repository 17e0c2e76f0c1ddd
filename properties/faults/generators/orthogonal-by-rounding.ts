import { doubleVectors } from '../../generators/doubleVectors.ts';
import { plainDot } from '../../plain/plainMetric.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'Gram–Schmidt in doubles: uᵀg is tiny, not 0, and of either sign',
  subject: {
    ...ourGenerators,
    ineffectivePairs: ({ dimension }) =>
      doubleVectors(dimension, { min: -1, max: 1 })
        .filter(({ g, y }) => g.some((x) => x !== 0) && y.some((x) => x !== 0))
        .map(({ g, y }) => {
          const across = plainDot(g, y) / plainDot(g, g);
          return { g, y: y.map((value, i) => value - across * g[i]!) };
        }),
  },
} satisfies SeededFault<Generators>;
