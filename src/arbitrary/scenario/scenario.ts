import type fc from 'fast-check';
import type { Scenario } from '../../types/scenario.ts';
import { assertDemand } from '../assertDemand.ts';
import { dimensionRange, type Stated } from '../coverage/strata.ts';
import { directArbitrary } from '../shrink/direct.ts';
import type { ScenarioDemand } from './scenarioDemand.ts';
import { scenarioSource } from './scenarioSource.ts';

export type { ScenarioDemand };

/**
 * Scenarios: a loss, a starting point, a step size, a number of steps, a seed and hyperparameters, each stratified
 * so that small dimensions, exact zeros, kinks, saddles, minima and steps around the stability threshold are all
 * reached. Any scenario shrinks, stored ones too: towards simple families, few coordinates, few non-zero ones, few
 * steps, small integers, short decimals, default hyperparameters and seed 0, never out of the demand.
 *
 * @throws RangeError where the demand admits no scenario; TypeError where a part of it is not given
 * Cost: one build of the loss and at most two gradients a scenario.
 */
export const scenarios = (demand: Stated<ScenarioDemand>): fc.Arbitrary<Scenario> => {
  assertDemand('scenarios', demand, ['families', 'dimension', 'steps', 'start', 'domain', 'hyperparameters']);
  return directArbitrary(scenarioSource({ ...demand, dimension: dimensionRange(demand.dimension) }));
};
