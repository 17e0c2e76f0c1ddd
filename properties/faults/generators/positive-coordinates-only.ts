import { doubleVectors } from '../../generators/doubleVectors.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'a shortcut that makes every pair effective: all coordinates above 0, so that no zero, no sign and no right angle comes',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension }) => doubleVectors(dimension, { min: 0.1, max: 10 }),
  },
} satisfies SeededFault<Generators>;
