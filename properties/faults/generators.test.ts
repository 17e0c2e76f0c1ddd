import { type Generators, ourGenerators } from '../arbitrary/parts/generators.ts';
import { testBank } from './testBank.ts';

/** Ours under other names: a claim says nothing of the very function that it judges in its own test. */
const wrapped: Generators = {
  effectivePairs: (demand) => ourGenerators.effectivePairs(demand),
  ineffectivePairs: (demand) => ourGenerators.ineffectivePairs(demand),
  complementBases: (demand) => ourGenerators.complementBases(demand),
  competitors: (demand) => ourGenerators.competitors(demand),
  spdMatrices: (demand) => ourGenerators.spdMatrices(demand),
  hurwitzMatrices: (demand) => ourGenerators.hurwitzMatrices(demand),
  learningRules: (demand) => ourGenerators.learningRules(demand),
  scenarios: (demand) => ourGenerators.scenarios(demand),
};

await testBank('generators', { 'src/arbitrary': wrapped });
