import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import { alteredShrink } from '../altered/alteredShrink.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'parts of a case shrunk one by one: θ loses a coordinate, the loss does not',
  subject: {
    ...ourGenerators,
    scenarios: (demand) =>
      alteredShrink(ourGenerators.scenarios(demand), (scenario) =>
        scenario.theta.map((_, i) => ({ ...scenario, theta: scenario.theta.toSpliced(i, 1) })),
      ),
  },
} satisfies SeededFault<Generators>;
