import type { Loss } from '../types/loss.ts';
import type { Scenario } from '../types/scenario.ts';
import { optionBounds } from './optionBounds.ts';

/** Most steps that a case may have, in a stored file as in a run. */
const mostSteps = optionBounds.steps.max;

/**
 * What is wrong with a case that somebody may have edited, as a field and what it must be; undefined where it can be run.
 */
export const scenarioFault = ({
  theta,
  stepSize,
  steps,
  seed,
  hyperparameters,
}: Scenario): string | undefined => {
  const at = theta.findIndex((x) => !Number.isFinite(x));
  if (at >= 0) return `theta[${at}]: must be finite, got ${theta[at]}`;
  if (!(Number.isFinite(stepSize) && stepSize >= 0))
    return `stepSize: must be finite and not negative, got ${stepSize}`;
  if (!(Number.isInteger(steps) && steps >= 0 && steps <= mostSteps)) {
    return `steps: must be a whole number from 0 to ${mostSteps.toLocaleString('en')}, got ${steps}`;
  }
  if (!Number.isSafeInteger(seed)) return `seed: must be a whole number, got ${seed}`;
  const odd = Object.entries(hyperparameters).find(([, value]) => !Number.isFinite(value));
  return odd && `hyperparameters[${JSON.stringify(odd[0])}]: must be finite, got ${odd[1]}`;
};

/** What is wrong with a case on its loss; undefined where it can be run. */
export const settingFault = (scenario: Scenario, { dimension }: Loss): string | undefined =>
  scenario.theta.length === dimension
    ? scenarioFault(scenario)
    : `theta: must have the dimension of its loss, ${dimension}, got ${scenario.theta.length} numbers`;
