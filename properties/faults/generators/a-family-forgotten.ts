import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a list of losses kept by hand, which the newest one never got into',
  subject: {
    ...ourGenerators,
    scenarios: ({ families, ...demand }) =>
      ourGenerators.scenarios({ ...demand, families: families.slice(1) }),
  },
} satisfies SeededFault<Generators>;
