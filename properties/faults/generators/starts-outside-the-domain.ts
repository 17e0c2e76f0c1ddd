import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the domain of multiplicative rules forgotten: coordinates of either sign',
  subject: { ...ourGenerators, scenarios: (demand) => ourGenerators.scenarios({ ...demand, domain: 'all' }) },
} satisfies SeededFault<Generators>;
