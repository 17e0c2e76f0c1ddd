import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'the limit of the contract forgotten: rules are run where they promise nothing',
  subject: {
    ...ourGenerators,
    scenarios: ({ maxStepSize: _, ...demand }) => ourGenerators.scenarios(demand),
  },
} satisfies Wrong<Generators>;
