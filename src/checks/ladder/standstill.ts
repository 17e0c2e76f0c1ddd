import { lossDrop } from '../../dynamics/lossDrop.ts';
import { trajectory } from '../../dynamics/running.ts';
import { euclideanNorm } from '../../linalg/euclideanNorm.ts';
import { objectiveOf } from '../../rules/declaration/objective.ts';
import type { Observation } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { Running, Trajectory } from '../../types/run.ts';
import type { Scenario, Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { short } from '../outcome/figures.ts';
import { inconclusive, refuted, vacuous } from '../outcome/outcome.ts';
import { isAtRest, runOf } from '../run/run.ts';
import { streamSeed } from '../run/streams.ts';
import { triedElsewhere } from './elsewhere.ts';
import { displacementInRange, stepsBeforeStandstill, visibleFall } from './rounding.ts';

/** A rule that warms up, or adds gradients up first, rests for this many steps and more than two rounds of D. */
const longestRest = 64;

/**
 * How many steps a rule is run before it is called still: those of its case, and at least 64 and 2 D.
 * @param dimension D
 */
export const stepsAtRest = (steps: number, dimension: number): number =>
  Math.max(steps, longestRest, 2 * dimension);

/**
 * What is said of a rule that moves at none of the step sizes that were tried on a case: refuted where the rule is to blame for it.
 *
 * @param seen the run that does not move
 */
export function* observeRest(setting: Setting, seen: Trajectory): Running<Observation> {
  const still = yield* standsStill(setting, seen.random);
  if (!still.certain) return vacuous(still.reason);
  const { rule, loss, scenario } = setting;
  const elsewhere = yield* triedElsewhere(longerRun(setting));
  if (elsewhere !== 'rests') {
    return inconclusive(
      elsewhere === 'moves'
        ? `Δθ is 0 at this θ, where ${rule.precision} may be too coarse for it: the rule moves elsewhere`
        : `Δθ is 0 at this θ, where ${rule.precision} may be too coarse for it, and no other can be tried`,
    );
  }
  const norm = euclideanNorm(
    objectiveOf(rule, loss, scenario.hyperparameters).gradient(Float64Array.from(scenario.theta), 0),
  );
  return refuted({
    cause: 'never-moves',
    sentence: `Δθ = 0 in all of ${still.steps} steps${shares(still.steps, scenario)} although ‖∇L‖ = ${short(norm)}`,
    margin: -1,
    derived: { steps: still.steps, gradientNorm: norm },
  });
}

/** Which of the steps are the case's own, where one run was longer; those of several seeds lie in no row. */
const shares = (all: number, { steps: own, theta }: Scenario): string =>
  all > own && all === stepsAtRest(own, theta.length)
    ? ` (${own} of the case, ${all - own} more from there)`
    : '';

/** Whether a rule can be blamed for not moving, over how many steps, and why not. */
type Standstill =
  | { readonly certain: true; readonly steps: number }
  | { readonly certain: false; readonly reason: string };

/**
 * Whether a run without a single move shows a fault: plain gradient descent would visibly lower the loss from there, the
 * rule does not move in a longer run either, which warms up and takes every coordinate in turn twice, and not under
 * other seeds where it is random.
 *
 * Cost: the greater of 64 and 2 D steps, and of a rule that draws random numbers up to 40 D.
 */
function* standsStill(setting: Setting, random: boolean): Running<Standstill> {
  const { rule, loss, scenario } = setting;
  const objective = objectiveOf(rule, loss, scenario.hyperparameters);
  const theta = Float64Array.from(scenario.theta);
  const { stepSize } = scenario;
  const gradient = loss.gradient(theta, 0);
  const inRange = gradient.some((entry, i) =>
    displacementInRange({ stepSize, gradient: entry, theta: theta[i]! }, rule),
  );
  if (!inRange) return { certain: false, reason: 'Δθ or the squares of the gradient may over- or underflow' };
  if (!canFall(objective, theta, stepSize)) {
    return { certain: false, reason: 'a fall of the loss drowns in rounding' };
  }
  const longer = longerRun(setting);
  let draws = random;
  let steps = 0;
  for (let attempt = 0; steps < (draws ? stepsBeforeStandstill(loss.dimension) : 1); attempt++) {
    const seed = attempt === 0 ? scenario.seed : streamSeed(scenario, 'attempt', attempt);
    const run = yield* trajectory(rule, loss, { ...runOf(longer), frozen: true, seed });
    if (run.end !== 'completed') return { certain: false, reason: 'a longer run ends early' };
    if (!isAtRest(run)) {
      return { certain: false, reason: 'the rule moves later, or under another seed' };
    }
    steps += run.steps.length;
    draws ||= run.random;
  }
  return { certain: true, steps };
}

/** The case, as long as a rule is run before it is called still. */
const longerRun = (setting: Setting): Setting => {
  const { loss, scenario } = setting;
  return { ...setting, scenario: { ...scenario, steps: stepsAtRest(scenario.steps, loss.dimension) } };
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
