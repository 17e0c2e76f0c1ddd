import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import { alteredShrink } from '../parts/alteredShrink.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'parts of a case shrunk one by one: θ loses a coordinate, the loss does not',
  subject: {
    ...ourGenerators,
    scenarios: (demand) =>
      alteredShrink(ourGenerators.scenarios(demand), (scenario) =>
        scenario.theta.map((_, i) => ({ ...scenario, theta: scenario.theta.toSpliced(i, 1) })),
      ),
  },
} satisfies Wrong<Generators>;
