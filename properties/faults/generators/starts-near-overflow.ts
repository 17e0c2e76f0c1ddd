import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'extreme values for thoroughness: hardly any loss is finite there',
  subject: {
    ...ourGenerators,
    scenarios: (demand) =>
      ourGenerators
        .scenarios(demand)
        .map((scenario) => ({ ...scenario, theta: scenario.theta.map((x) => x * 1e153) })),
  },
} satisfies SeededFault<Generators>;
