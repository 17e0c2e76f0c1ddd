import { exactDot } from '../../../src/linalg/exact.ts';
import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import { doubleVectors } from '../parts/doubleVectors.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'fc.pre and filter: yᵀg > 0 holds, and no angle near 0° or 90° ever comes',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension }) =>
      doubleVectors(dimension, { min: -1, max: 1 }).filter(({ g, y }) => exactDot(g, y).integer > 0n),
  },
} satisfies Wrong<Generators>;
