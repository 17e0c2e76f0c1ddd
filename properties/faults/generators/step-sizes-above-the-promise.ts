import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the limit of the contract forgotten: rules are run where they promise nothing',
  subject: {
    ...ourGenerators,
    scenarios: ({ maxStepSize: _, ...demand }) => ourGenerators.scenarios(demand),
  },
} satisfies SeededFault<Generators>;
