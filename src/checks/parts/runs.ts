import type { Run } from '../../dynamics/trajectory.ts';
import type { Announce } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';

/** The run that a scenario describes: closed loop, from θ₀, with the step size and the seed of the case. */
export const runOf = ({ scenario }: Setting, announce: Announce): Run => ({
  theta: scenario.theta,
  stepSize: scenario.stepSize,
  steps: scenario.steps,
  seed: scenario.seed,
  hyperparameters: scenario.hyperparameters,
  announce,
});
