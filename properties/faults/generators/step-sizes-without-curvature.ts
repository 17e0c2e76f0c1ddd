import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'learning_rate = 0.01 for every loss: far below the threshold of some, far above that of others',
  subject: {
    ...ourGenerators,
    scenarios: (demand) =>
      ourGenerators.scenarios(demand).map((scenario) => ({ ...scenario, stepSize: 0.01 })),
  },
} satisfies SeededFault<Generators>;
