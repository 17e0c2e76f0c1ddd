import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'seed = 0 in the code of an example: rules that draw are seen with one stream only',
  subject: {
    ...ourGenerators,
    scenarios: (demand) => ourGenerators.scenarios(demand).map((scenario) => ({ ...scenario, seed: 0 })),
  },
} satisfies Wrong<Generators>;
