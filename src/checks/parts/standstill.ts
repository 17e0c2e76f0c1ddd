import { lossDrop } from '../../dynamics/lossDrop.ts';
import { runTrajectory, type Trajectory } from '../../dynamics/trajectory.ts';
import { squaresInRange, stepsBeforeStandstill, visibleFall } from '../../linalg/rounding.ts';
import { mixSeed } from '../../linalg/seeded.ts';
import type { Announce } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { objectiveOf, precisionOf } from './objective.ts';
import { isZero } from './pairs.ts';
import { runOf } from './runs.ts';

/** Whether a rule can be blamed for not moving, over how many steps, and why not. */
export type Standstill =
  | { readonly certain: true; readonly steps: number }
  | { readonly certain: false; readonly reason: string };

/**
 * Whether a run without a single move shows a fault: plain gradient descent would visibly lower the loss from there,
 * and the rule does not move under other seeds either where it is random.
 *
 * Cost: up to 40 D steps of a rule that draws random numbers.
 */
export const standsStill = (setting: Setting, announce: Announce, seen: Trajectory): Standstill => {
  const { rule, loss, scenario } = setting;
  const objective = objectiveOf(rule, loss);
  const theta = Float64Array.from(scenario.theta);
  if (!squaresInRange(loss.gradient(theta, 0), precisionOf(rule))) {
    return { certain: false, reason: 'squares of the gradient over- or underflow' };
  }
  if (!squaresInRange(Float64Array.of(scenario.stepSize), precisionOf(rule))) {
    return { certain: false, reason: 'the step size is so small that Δθ may underflow' };
  }
  if (!canFall(objective, theta)) return { certain: false, reason: 'a fall of the loss drowns in rounding' };
  let steps = seen.steps.length;
  if (!seen.random) return { certain: true, steps };
  for (let attempt = 1; steps < stepsBeforeStandstill(loss.dimension); attempt++) {
    const run = {
      ...runOf(setting, announce),
      frozen: true,
      seed: mixSeed(scenario.seed, 'attempt', attempt),
    };
    const again = runTrajectory(rule, loss, run);
    if (again.end !== 'completed')
      return { certain: false, reason: 'the run ended early under another seed' };
    if (again.steps.some(({ delta }) => !isZero(delta))) {
      return { certain: false, reason: 'the rule moves under another seed' };
    }
    steps += again.steps.length;
  }
  return { certain: true, steps };
};

/** Whether some step along −∇L lowers the loss far beyond its rounding error. */
const canFall = (loss: Loss, theta: Vector): boolean => {
  const gradient = loss.gradient(theta, 0);
  for (let exponent = 0; exponent < 60; exponent += 2) {
    const next = theta.map((value, i) => value - 2 ** -exponent * gradient[i]!);
    const { drop, bound } = lossDrop(loss, theta, next, 0);
    if (drop > visibleFall * bound) return true;
  }
  return false;
};
