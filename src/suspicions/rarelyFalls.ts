import { holds, inconclusive, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { reasonNotJudged } from '../checks/run/run.ts';
import { dropBetween, lossValue } from '../dynamics/lossDrop.ts';
import { type Run, trajectorySteps } from '../dynamics/trajectory.ts';
import { euclideanNorm } from '../linalg/euclideanNorm.ts';
import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import { isZero } from '../linalg/vector.ts';
import { objectiveOf } from '../rules/declaration/objective.ts';
import { coversLoss } from '../rules/declaration/scope.ts';
import type { Loss, LossFacts, LossFamily } from '../types/loss.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Suspicion } from '../types/suspicion.ts';
import { drawnHyperparameters } from './looking/cases.ts';
import { reasonTooCoarse } from './looking/notApplicable.ts';

const id = 'rarely-falls';

/**
 * Steps of a case, and of its beginning; the share of steps on which a loss falls rarely, and that of its gradient that
 * may change at the beginning.
 */
const [steps, early, rarely, changes] = [150, 20, 0.4, 0.5];

/** Step sizes that are tried, each a quarter of the one before. */
const rungs = 6;

export default {
  id,
  statement:
    'On smooth convex losses, at step sizes that change ∇L by at most half within 20 steps, more than a fifth of at least 200 cases fall on at most 40 % of 150 steps, where gradient descent falls on all.',
  source:
    'a memory that points elsewhere: a wrong conjugacy, a missing restart, a stale gradient; at small steps the gradient hardly changes, and no check that goes there sees it',
  raisedBy: { moreThan: 0.2 },
  losses: (facts) => fits(facts),
  cases: 400,
  notApplicable: reasonTooCoarse,
  draw(rule, index, families) {
    const fitting = families.filter((family) => fits(family.facts) && coversLoss(rule, family));
    const family: LossFamily | undefined = fitting[index % fitting.length];
    if (!family) return undefined;
    const random = seededRandom(index, 'suspicion', id);
    const { min, max } = family.dimensions;
    const parameters = family.draw(Math.min(Math.max(2 + Math.floor(5 * random()), min), max), random);
    const loss = family.build(parameters);
    const start =
      family.start?.(parameters, random) ??
      Array.from({ length: loss.dimension }, () => standardNormal(random));
    return {
      loss: { family: family.name, parameters },
      theta: Array.from(start, (x) => (rule.domain === 'positive' ? Math.abs(x) + 1 / 8 : x)),
      stepSize: 1 / Math.max(loss.smoothness ?? 1, 2 ** -20),
      steps,
      seed: Math.floor(2 ** 31 * random()),
      hyperparameters: drawnHyperparameters(rule, undefined),
    };
  },
  observe({ rule, loss, scenario }) {
    if (!fits(loss.facts) || loss.smoothness === undefined)
      return vacuous('the loss is not smooth and convex');
    const objective = objectiveOf(rule, loss, scenario.hyperparameters);
    const base = { ...scenario, theta: Float64Array.from(scenario.theta), gradient: 'full' as const };
    for (let rung = 0; rung < rungs; rung++) {
      const run = { ...base, stepSize: scenario.stepSize / 4 ** rung };
      const counted = count(rule, { loss, objective }, run);
      if (counted === 'changes too much') continue;
      if (typeof counted === 'string') return vacuous(counted);
      const { fallen, moved, decided } = counted;
      const share = fallen / moved;
      if (share > rarely) return holds(share - rarely);
      if (!(2 * moved > run.steps && decided === moved)) {
        return inconclusive('the loss changes by less than its rounding error');
      }
      if (!plainFalls(objective, { ...run, stepSize: Math.min(run.stepSize, 1 / (8 * loss.smoothness)) })) {
        return vacuous('gradient descent does not fall on all of its steps either');
      }
      return refuted({
        cause: 'rarely-falls',
        sentence: `on a smooth convex loss it falls on ${fallen} of ${moved} steps with η = ${run.stepSize}, where gradient descent falls on all`,
        margin: share - rarely,
        derived: { share, stepSize: run.stepSize },
      });
    }
    return vacuous('at every step size the gradient changes by more than half');
  },
} satisfies Suspicion;

const fits = ({ smooth, convex, stochastic, timeVarying, network, degree }: LossFacts): boolean =>
  smooth && convex && !stochastic && !timeVarying && !network && degree > 1;

interface Falls {
  /** Steps on which the loss falls, those that move, and those of them that decide. */
  readonly fallen: number;
  readonly moved: number;
  readonly decided: number;
}

/**
 * On how many steps of a run the loss falls, up to where it can be said not to fall rarely; or why that is not counted.
 *
 * Rounding of θ′ is not counted as a change of the loss: where it matters nothing falls for gradient descent either.
 */
const count = (
  rule: NamedRule,
  { loss, objective }: { readonly loss: Loss; readonly objective: Loss },
  run: Run,
): Falls | string => {
  const begun = loss.gradient(Float64Array.from(run.theta));
  const allowed = changes * euclideanNorm(begun);
  let [fallen, moved, decided] = [0, 0, 0];
  let before = lossValue(objective, Float64Array.from(run.theta), 0);
  const taken = trajectorySteps(rule, loss, run);
  for (let next = taken.next(); ; next = taken.next()) {
    if (next.done) {
      const reason = reasonNotJudged(next.value);
      if (reason !== undefined || next.value.random) return reason ?? 'random numbers were drawn';
      return next.value.end === 'completed' ? { fallen, moved, decided } : 'changes too much';
    }
    const { index, gradient, delta, next: theta } = next.value;
    const isFar = !(euclideanNorm(gradient.map((d, i) => d - begun[i]!)) <= allowed);
    if (index <= early && isFar) return 'changes too much';
    if (isZero(delta)) continue;
    moved++;
    const after = lossValue(objective, theta, 0);
    const { drop, bound } = dropBetween(before, after);
    before = after;
    if (Math.abs(drop) > bound) decided++;
    if (drop > bound) fallen++;
    if (index > early && fallen > rarely * run.steps) return { fallen, moved, decided };
  }
};

/** Whether gradient descent makes the loss fall on every step. */
const plainFalls = (loss: Loss, { theta, stepSize, steps: count }: Run): boolean => {
  let at = Float64Array.from(theta);
  let value = loss.value(at);
  for (let k = 0; k < count; k++) {
    const gradient = loss.gradient(at);
    at = at.map((x, i) => x - stepSize * gradient[i]!);
    const next = loss.value(at);
    if (!(next < value)) return false;
    value = next;
  }
  return true;
};
