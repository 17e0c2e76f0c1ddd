import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a list of losses kept by hand, which the newest one never got into',
  subject: {
    ...ourGenerators,
    scenarios: ({ families, ...demand }) =>
      ourGenerators.scenarios({ ...demand, families: families.slice(1) }),
  },
} satisfies Wrong<Generators>;
