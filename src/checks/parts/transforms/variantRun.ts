import type { Run } from '../../../dynamics/trajectory.ts';
import type { Announce } from '../../../types/check.ts';
import type { Setting } from '../../../types/scenario.ts';
import type { Variant } from './law.ts';

/** The run over the history of a variant, open loop, with the step size and the seed of the case. */
export const variantRun = ({ scenario }: Setting, { history, onStep }: Variant, announce: Announce): Run => ({
  theta: scenario.theta,
  stepSize: scenario.stepSize,
  steps: history.length,
  seed: scenario.seed,
  hyperparameters: scenario.hyperparameters,
  history,
  announce(step) {
    announce(step);
    onStep?.(Math.max(step, 0));
  },
});
