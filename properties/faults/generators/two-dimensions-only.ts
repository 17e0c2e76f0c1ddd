import { effectivePairs } from '../../../src/arbitrary/pair.ts';
import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'examples in the plane: nothing that needs a third coordinate is ever seen',
  subject: {
    ...ourGenerators,
    effectivePairs: (demand) => effectivePairs({ ...demand, dimension: { min: 2, max: 2 } }),
  },
} satisfies Wrong<Generators>;
