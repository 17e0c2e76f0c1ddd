import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'learning_rate = 0.01 for every loss: far below the threshold of some, far above that of others',
  subject: {
    ...ourGenerators,
    scenarios: (demand) =>
      ourGenerators.scenarios(demand).map((scenario) => ({ ...scenario, stepSize: 0.01 })),
  },
} satisfies Wrong<Generators>;
