import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import { doubleVectors } from '../parts/doubleVectors.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'fc.double() as it comes, with its subnormals, zeros and infinities: most angles are undefined',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension }) =>
      doubleVectors(dimension, { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }),
  },
} satisfies Wrong<Generators>;
