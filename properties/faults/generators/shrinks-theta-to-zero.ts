import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import { alteredShrink } from '../altered/alteredShrink.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'fast-check’s own shrinking of numbers, towards 0, on a domain that excludes it',
  subject: {
    ...ourGenerators,
    scenarios: (demand) =>
      alteredShrink(ourGenerators.scenarios(demand), (scenario) =>
        scenario.theta.map((_, i) => ({ ...scenario, theta: scenario.theta.with(i, 0) })),
      ),
  },
} satisfies SeededFault<Generators>;
