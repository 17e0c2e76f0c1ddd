import { doubleVectors } from '../../generators/doubleVectors.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'fc.double() as it comes, with its subnormals, zeros and infinities: most angles are undefined',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension }) =>
      doubleVectors(dimension, { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }),
  },
} satisfies SeededFault<Generators>;
