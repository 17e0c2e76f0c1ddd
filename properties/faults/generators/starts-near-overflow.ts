import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'extreme values for thoroughness: hardly any loss is finite there',
  subject: {
    ...ourGenerators,
    scenarios: (demand) =>
      ourGenerators
        .scenarios(demand)
        .map((scenario) => ({ ...scenario, theta: scenario.theta.map((x) => x * 1e153) })),
  },
} satisfies Wrong<Generators>;
