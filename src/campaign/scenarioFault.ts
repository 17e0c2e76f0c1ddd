import { plural } from '../numbers.ts';
import type { Loss } from '../types/loss.ts';
import type { Scenario } from '../types/scenario.ts';
import { largestDimension, optionBounds } from '../types/scenario.ts';

/** Most steps that a case may have, in a stored file as in a run. */
const mostSteps = optionBounds.steps.max;

/** Most numbers that the points of a run may have together: each step keeps a few vectors. */
const mostNumbers = 2 ** 25;

const mostHyperparameters = 1000;

/**
 * What is wrong with a case that may have been edited by hand, as a field and what it must be; undefined where it can be run.
 */
export const scenarioFault = ({
  theta,
  stepSize,
  steps,
  seed,
  hyperparameters,
}: Scenario): string | undefined => {
  if (theta.length > largestDimension) {
    return `theta: must have at most ${largestDimension.toLocaleString('en')} numbers, got ${theta.length.toLocaleString('en')}`;
  }
  const at = theta.findIndex((x) => !Number.isFinite(x));
  if (at >= 0) return `theta[${at}]: must be finite, got ${theta[at]}`;
  if (!(Number.isFinite(stepSize) && stepSize >= 0))
    return `stepSize: must be finite and not negative, got ${stepSize}`;
  if (!(Number.isInteger(steps) && steps >= 0 && steps <= mostSteps)) {
    return `steps: must be a whole number from 0 to ${mostSteps.toLocaleString('en')}, got ${steps}`;
  }
  if (steps * theta.length > mostNumbers) {
    return `steps: must be at most ${Math.floor(mostNumbers / theta.length).toLocaleString('en')} in ${plural(theta.length, 'dimension')}, got ${steps}`;
  }
  const declared = Object.keys(hyperparameters).length;
  if (declared > mostHyperparameters) {
    return `hyperparameters: must be at most ${mostHyperparameters.toLocaleString('en')}, got ${declared.toLocaleString('en')}`;
  }
  if (!Number.isSafeInteger(seed)) return `seed: must be a whole number, got ${seed}`;
  const odd = Object.entries(hyperparameters).find(([, value]) => !Number.isFinite(value));
  return odd && `hyperparameters[${JSON.stringify(odd[0])}]: must be finite, got ${odd[1]}`;
};

/** What is wrong with a case on its loss; undefined where it can be run. */
export const settingFault = (scenario: Scenario, { dimension }: Loss): string | undefined =>
  scenario.theta.length === dimension
    ? scenarioFault(scenario)
    : `theta: must have the dimension of its loss, ${dimension}, got ${plural(scenario.theta.length, 'number')}`;
