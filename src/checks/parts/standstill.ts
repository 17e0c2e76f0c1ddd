import { lossDrop } from '../../dynamics/lossDrop.ts';
import { runTrajectory, type Trajectory } from '../../dynamics/trajectory.ts';
import { euclideanNorm } from '../../linalg/euclideanNorm.ts';
import { displacementInRange, stepsBeforeStandstill, visibleFall } from '../../linalg/rounding.ts';
import type { Announce, Observation } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { objectiveOf, precisionOf } from './objective.ts';
import { refuted, vacuous } from './outcomes.ts';
import { isZero } from './pairs.ts';
import { runOf } from './runs.ts';
import { short } from './short.ts';
import { streamSeed } from './streams.ts';

/** What a run without a single move says: refuted where the rule is to blame for it. */
export const observeRest = (setting: Setting, announce: Announce, seen: Trajectory): Observation => {
  const objective = objectiveOf(setting.rule, setting.loss);
  const gradient = objective.gradient(Float64Array.from(setting.scenario.theta), 0);
  if (isZero(gradient)) return vacuous('∇L = 0 at the start, and nothing moves');
  const still = standsStill(setting, announce, seen);
  if (!still.certain) return vacuous(still.reason);
  const norm = euclideanNorm(gradient);
  return refuted({
    cause: 'never-moves',
    sentence: `Δθ = 0 in all of ${still.steps} steps although ‖∇L‖ = ${short(norm)}`,
    margin: -1,
    derived: { steps: still.steps, gradientNorm: norm },
  });
};

/** Whether a rule can be blamed for not moving, over how many steps, and why not. */
type Standstill =
  | { readonly certain: true; readonly steps: number }
  | { readonly certain: false; readonly reason: string };

/**
 * Whether a run without a single move shows a fault: plain gradient descent would visibly lower the loss from there,
 * and the rule does not move under other seeds either where it is random.
 *
 * Cost: up to 40 D steps of a rule that draws random numbers, 2 D of one that does not.
 */
const standsStill = (setting: Setting, announce: Announce, seen: Trajectory): Standstill => {
  const { rule, loss, scenario } = setting;
  const objective = objectiveOf(rule, loss);
  const theta = Float64Array.from(scenario.theta);
  const { stepSize } = scenario;
  const gradient = loss.gradient(theta, 0);
  const inRange = gradient.some((entry, i) =>
    displacementInRange({ stepSize, gradient: entry, theta: theta[i]! }, precisionOf(rule)),
  );
  if (!inRange) return { certain: false, reason: 'Δθ or the squares of the gradient may over- or underflow' };
  if (!canFall(objective, theta, stepSize)) {
    return { certain: false, reason: 'a fall of the loss drowns in rounding' };
  }
  let steps = seen.steps.length;
  if (!seen.random) return movesLater(setting, announce, gradient, steps);
  for (let attempt = 1; steps < stepsBeforeStandstill(loss.dimension); attempt++) {
    const run = {
      ...runOf(setting, announce),
      frozen: true,
      seed: streamSeed(scenario, 'attempt', attempt),
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

/**
 * A rule that takes the coordinates in turn rests where its first ones have no slope: unless every coordinate has one,
 * the run has to go on for two rounds before the rule is taken to stand still.
 *
 * Cost: up to 2 D steps.
 */
const movesLater = (setting: Setting, announce: Announce, gradient: Vector, steps: number): Standstill => {
  const rounds = 2 * setting.loss.dimension;
  if (steps >= rounds || gradient.every((slope) => slope !== 0)) return { certain: true, steps };
  const longer = { ...setting, scenario: { ...setting.scenario, steps: rounds } };
  const again = runTrajectory(setting.rule, setting.loss, { ...runOf(longer, announce), frozen: true });
  return again.end === 'completed' && again.steps.every(({ delta }) => isZero(delta))
    ? { certain: true, steps: rounds }
    : { certain: false, reason: 'the rule moves when its turn comes to coordinates that have a slope' };
};

/** Whether gradient descent with a step size of at most η lowers the loss far beyond its rounding error. */
const canFall = (loss: Loss, theta: Vector, stepSize: number): boolean => {
  const gradient = loss.gradient(theta, 0);
  for (let exponent = 0; exponent < 60; exponent += 2) {
    const next = theta.map((value, i) => value - stepSize * 2 ** -exponent * gradient[i]!);
    const { drop, bound } = lossDrop(loss, theta, next, 0);
    if (drop > visibleFall * bound) return true;
  }
  return false;
};
