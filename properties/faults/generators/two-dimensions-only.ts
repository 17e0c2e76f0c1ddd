import { effectivePairs } from '../../../src/arbitrary/pair/pair.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'examples in the plane: nothing that needs a third coordinate is ever seen',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) => effectivePairs({ ...demand, dimension: { min: 2, max: 2 } }),
  },
} satisfies SeededFault<Generators>;
