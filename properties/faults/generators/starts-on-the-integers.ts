import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'starting points like [1, −2] only: nothing is ever close to anything',
  subject: {
    ...ourGenerators,
    scenarios: (demand) =>
      ourGenerators.scenarios(demand).map((scenario) => ({
        ...scenario,
        theta: scenario.theta.map((x) => Math.round(x) || 1),
      })),
  },
} satisfies SeededFault<Generators>;
