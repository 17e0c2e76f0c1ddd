import { type Generators, ourGenerators } from '../subjects/generators.ts';
import { testFaults } from './testFaults.ts';

/** Ours under other names: a claim does not apply to the very function that it judges in its own test. */
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

await testFaults('generators', { 'src/arbitrary': wrapped });
