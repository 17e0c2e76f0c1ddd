import { type Fault, runTrajectory, type Shown, type Trajectory } from '../../dynamics/trajectory.ts';
import type { Announce } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import { flatLoss } from './flatLoss.ts';
import { runOf } from './runs.ts';

/** Steps with an exactly zero gradient that follow ordinary ones: momentum and averages go on changing. */
const zeroSteps = 3;

/**
 * The run of the rule where ∇L = 0: on the loss itself where θ₀ is exactly stationary, on the constant loss of the
 * same dimension where it is not.
 */
export const atZeroGradient = (setting: Setting, announce: Announce): Trajectory => {
  const { rule, loss, scenario } = setting;
  const stationary = loss.gradient(Float64Array.from(scenario.theta), 0).every((value) => value === 0);
  const shown = stationary ? loss : flatLoss(loss.dimension);
  return runTrajectory(rule, shown, { ...runOf(setting, announce), frozen: true });
};

/** A non-finite Δθ at a gradient that became exactly 0 behind the steps of the scenario, if there is one. */
export const faultBehindOrdinarySteps = (setting: Setting, announce: Announce): Fault | undefined => {
  const { rule, loss } = setting;
  const run = runOf(setting, announce);
  const ordinary = runTrajectory(rule, loss, run);
  if (ordinary.end !== 'completed') return undefined;
  const theta = ordinary.steps.at(-1)!.next;
  const still: Shown = { theta, gradient: new Float64Array(loss.dimension) };
  const history = [...ordinary.steps, ...Array<Shown>(zeroSteps).fill(still)];
  const { fault } = runTrajectory(rule, loss, { ...run, history, steps: history.length });
  return fault?.kind === 'not-finite' && fault.step >= ordinary.steps.length ? fault : undefined;
};
