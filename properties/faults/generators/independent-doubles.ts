import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import { doubleVectors } from '../parts/doubleVectors.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'what anybody writes first: two arrays of fc.double, of which half point apart',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension }) => doubleVectors(dimension, { min: -1, max: 1 }),
  },
} satisfies Wrong<Generators>;
