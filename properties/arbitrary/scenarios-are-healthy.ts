import { type ScenarioDemand, scenarios } from '../../src/arbitrary/scenario/scenario.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Scenario } from '../../src/types/scenario.ts';
import { isHealthy } from '../generators/health.ts';
import { sampleCost, sampleSeeds } from '../generators/samples.ts';
import { ofGenerator } from '../subjects/generators.ts';

const families = await loadFamilies();

const demand: ScenarioDemand = {
  families,
  dimension: { min: 1, max: 64 },
  steps: { min: 1, max: 32 },
  start: 'any',
  domain: 'all',
  hyperparameters: {},
};

/** Usable: the loss builds at the dimension of θ within the demand, and L and ∇L are finite at the start. */
const read = (scenario: Scenario) => {
  const loss = families.find(({ name }) => name === scenario.loss.family)?.build(scenario.loss.parameters);
  const theta = Float64Array.from(scenario.theta);
  const isUsable =
    loss !== undefined &&
    loss.dimension === theta.length &&
    loss.dimension <= demand.dimension.max &&
    Number.isFinite(loss.value(theta, 0)) &&
    loss.gradient(theta, 0).every(Number.isFinite);
  return { key: JSON.stringify(scenario), isUsable };
};

const given = scenarios(demand);

const claim: Claim<number> = {
  id: 'G13-healthy-scenarios',
  claim:
    'At most 1 % of generated scenarios repeat one of the first 1000 or start where the loss or its gradient is not finite: a case is a test of thousands of draws.',
  source: 'a start near overflow is wanted in few cases only',
  cost: sampleCost,
  ...ofGenerator('scenarios', (make) => ({ given: sampleSeeds, holds: isHealthy(make(demand), read) })),
  mutants: {
    'every start near overflow': isHealthy(
      given.map((scenario) => ({ ...scenario, theta: scenario.theta.map((x) => x * 1e153) })),
      read,
    ),
    'one loss and one start': isHealthy(
      given
        .map(({ loss, theta }) => ({ loss, theta, stepSize: 1, steps: 1, seed: 0, hyperparameters: {} }))
        .map((scenario) => ({
          ...scenario,
          loss: { family: 'quadratic', parameters: { spectrum: [1] } },
          theta: [1],
        })),
      read,
    ),
    'starts of another dimension': isHealthy(
      given.map((scenario) => ({ ...scenario, theta: [...scenario.theta, 1] })),
      read,
    ),
  },
};

export default claim;
