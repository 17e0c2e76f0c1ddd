import { type DirectGenerator, simplerValues } from '../arbitrary/shrink/simplerValues.ts';
import type { Observation } from '../types/check.ts';
import type { Scenario } from '../types/scenario.ts';

/** A smaller case with the same failure, and what it cost to find. */
export interface Shrunk {
  readonly scenario: Scenario;
  readonly observation: Observation;
  readonly evaluations: number;
}

/** Coordinates of all cases tried together: up to 1,398 dimensions these are as many cases as the budget allows. */
const mostCoordinates = 2 ** 22;

/**
 * Greedy descent along the generator's own order of simplicity: the first simpler case that is still refuted for the
 * same cause is taken, until none is, the budget is spent, or the cases tried have had
 * 2²² coordinates in all.
 *
 * @param observe what the check says of a case
 * @param budget greatest number of evaluations
 */
export const shrinkCase = (
  cases: DirectGenerator<Scenario>,
  start: { readonly scenario: Scenario; readonly observation: Observation },
  observe: (scenario: Scenario) => Observation,
  budget: number,
): Shrunk => {
  let { scenario, observation } = start;
  let evaluations = 0;
  let coordinates = 0;
  // What the generator remembers of the way here: without it, it would begin again with what has failed already.
  let progress: unknown;
  search: while (evaluations < budget) {
    for (const { value, context } of simplerValues(cases, scenario, progress)) {
      if (evaluations >= budget || coordinates >= mostCoordinates) break search;
      evaluations++;
      coordinates += value.theta.length;
      const candidate = observe(value);
      if (candidate.status === 'refuted' && candidate.cause === observation.cause) {
        scenario = value;
        observation = candidate;
        progress = context;
        continue search;
      }
    }
    break;
  }
  return { scenario, observation, evaluations };
};

/**
 * Which parts of a case can be changed without rescuing the rule: each is replaced by a few other values, and named
 * where every one of them is still refuted for the same cause.
 */
export const irrelevantParts = (
  scenario: Scenario,
  cause: string | undefined,
  observe: (scenario: Scenario) => Observation,
): readonly string[] => {
  const stillRefuted = (changed: Scenario): boolean => {
    const observation = observe(changed);
    return observation.status === 'refuted' && observation.cause === cause;
  };
  const coordinates = scenario.theta.slice(0, 8).flatMap((value, i) => {
    const others = [value + 1, -value - 2, value / 2 + 0.25];
    const changed = others.map((other) => ({ ...scenario, theta: scenario.theta.with(i, other) }));
    return changed.every(stillRefuted) ? [`theta[${i}]`] : [];
  });
  const sizes = [scenario.stepSize / 3, scenario.stepSize / 100].map((stepSize) => ({
    ...scenario,
    stepSize,
  }));
  const seeds = [1, 2, 3].map((i) => ({ ...scenario, seed: scenario.seed + i }));
  const hyperparameters = Object.keys(scenario.hyperparameters).flatMap((name) => {
    const { [name]: _, ...others } = scenario.hyperparameters;
    return stillRefuted({ ...scenario, hyperparameters: others }) ? [name] : [];
  });
  return [
    ...coordinates,
    ...(sizes.every(stillRefuted) ? ['stepSize'] : []),
    ...(seeds.every(stillRefuted) ? ['seed'] : []),
    ...hyperparameters,
  ];
};
