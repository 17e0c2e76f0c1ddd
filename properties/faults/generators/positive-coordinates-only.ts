import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import { doubleVectors } from '../parts/doubleVectors.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'a shortcut that makes every pair effective: all coordinates above 0, so that no zero, no sign and no right angle comes',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension }) => doubleVectors(dimension, { min: 0.1, max: 10 }),
  },
} satisfies Wrong<Generators>;
