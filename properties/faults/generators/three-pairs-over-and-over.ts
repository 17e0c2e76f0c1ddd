import fc from 'fast-check';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a table of examples behind the interface of a generator',
  subject: {
    ...ourGenerators,
    effectivePairs: ({ dimension }) =>
      fc.constantFrom(...fc.sample(ourGenerators.effectivePairs({ dimension }), { seed: 1, numRuns: 3 })),
  },
} satisfies SeededFault<Generators>;
