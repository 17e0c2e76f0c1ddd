import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'the domain of multiplicative rules forgotten: coordinates of either sign',
  subject: { ...ourGenerators, scenarios: (demand) => ourGenerators.scenarios({ ...demand, domain: 'all' }) },
} satisfies Wrong<Generators>;
