import type { Run } from '../../dynamics/trajectory.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Variant } from './law.ts';

/** The run over the history of a variant, open loop, with the seed of the case, and its settings but for the changed. */
export const variantRun = ({ scenario }: Setting, variant: Variant): Run => {
  const { history, onStep, stepSize, hyperparameters } = variant;
  return {
    theta: scenario.theta,
    stepSize: stepSize ?? scenario.stepSize,
    steps: history.length,
    seed: scenario.seed,
    hyperparameters: { ...scenario.hyperparameters, ...hyperparameters },
    history,
    ...(onStep && { beforeStep: (step) => onStep(Math.max(step, 0)) }),
  };
};
