import { doubleVectors } from '../../generators/doubleVectors.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'what anybody writes first: two arrays of fc.double, of which half point apart',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension }) => doubleVectors(dimension, { min: -1, max: 1 }),
  },
} satisfies SeededFault<Generators>;
