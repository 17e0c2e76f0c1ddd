import { exactDot } from '../../../src/linalg/exact.ts';
import { doubleVectors } from '../../generators/doubleVectors.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'fc.pre and filter: yᵀg > 0 holds, and no angle near 0° or 90° ever comes',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension }) =>
      doubleVectors(dimension, { min: -1, max: 1 }).filter(({ g, y }) => exactDot(g, y).integer > 0n),
  },
} satisfies SeededFault<Generators>;
