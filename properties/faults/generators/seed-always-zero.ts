import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'seed = 0 in the code of an example: rules that draw are seen with one stream only',
  subject: {
    ...ourGenerators,
    scenarios: (demand) => ourGenerators.scenarios(demand).map((scenario) => ({ ...scenario, seed: 0 })),
  },
} satisfies SeededFault<Generators>;
