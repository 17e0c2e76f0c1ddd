import { effectivePairs } from '../../../src/arbitrary/pair/pair.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a range chosen so that tests pass: aligned and nearly orthogonal pairs are left out',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension: { min, max } }) =>
      effectivePairs({
        dimension: { min: Math.max(2, min), max: Math.max(2, max) },
        angle: { min: Math.PI / 180, max: (89 * Math.PI) / 180 },
      }),
  },
} satisfies SeededFault<Generators>;
