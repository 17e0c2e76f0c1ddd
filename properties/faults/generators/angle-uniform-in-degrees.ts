import fc from 'fast-check';
import { effectivePairs } from '../../../src/arbitrary/pair/pair.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'ψ uniform between 0° and 90°: within 0.001° of either end once in 45 000 cases',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension: { min, max } }) =>
      fc.double({ min: 0.001, max: 1.5707, noNaN: true }).chain((angle) =>
        effectivePairs({
          dimension: { min: Math.max(2, min), max: Math.max(2, max) },
          angle: { min: angle, max: angle },
        }),
      ),
  },
} satisfies SeededFault<Generators>;
