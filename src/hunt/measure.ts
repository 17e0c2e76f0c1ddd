import { runTrajectory } from '../dynamics/trajectory.ts';
import type { HuntProblem } from '../types/hunt.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Trajectory } from '../types/run.ts';
import type { Vector } from '../types/vector.ts';
import { cycleOf } from './cycle.ts';
import type { Hunted, Measured } from './hunted.ts';
import { metricSteps } from './metricSteps.ts';
import { settledSlope } from './rounding.ts';

/** What a goal measures of a run; undefined where it measures nothing there. */
type Goal = (problem: HuntProblem, hunted: Hunted, run: Trajectory) => number | undefined;

/**
 * What the goal of a hunt comes to on one function.
 *
 * `rate`: (L(θ_N) − L*)/(βR²); with a μ, dist(θ_N)/R; in the class `smooth`, min ‖∇L(θₖ)‖²/(β(L(θ₀) − L*)).
 * `rise`: max (L(θ_{k+w}) − L(θₖ))/(L(θ₀) − L*). `angle`: the greatest ψ in degrees. `metric`: minus the least number of
 * steps in a row after which one metric is refuted. `unsettled`: the greatest dist(θₖ)/η of the last half. `cycle`: the
 * greatest ‖∇L‖ over a period, beside ‖∇L(θ₀)‖. A run that diverges comes to Infinity, but for angle and metric.
 *
 * Cost: one run.
 */
export const measure = (rule: NamedRule, problem: HuntProblem, hunted: Hunted): Measured => {
  if (problem.goal === 'cycle') return cycleOf(rule, problem, hunted);
  const run = runTrajectory(rule, hunted.loss, hunted.scenario);
  if (run.fault) return { fault: run.fault.message };
  const value = goals[problem.goal](problem, hunted, run);
  return { measured: value === undefined || Number.isNaN(value) ? undefined : { value, score: value } };
};

const last = ({ steps }: Trajectory, theta: Hunted): Vector =>
  steps.at(-1)?.next ?? Float64Array.from(theta.scenario.theta);

const hasDiverged = (run: Trajectory): boolean => run.end === 'diverged';

const norm = (x: Vector): number => Math.hypot(...x);

/** L(θ₀) − L*, where that is beyond rounding. */
const startingGap = ({ loss, scenario }: Hunted): number | undefined => {
  const theta = Float64Array.from(scenario.theta);
  const gap = loss.value(theta) - loss.minimum!;
  return gap > 4 * loss.roundoff(theta).value ? gap : undefined;
};

const rate: Goal = (problem, hunted, run) => {
  const { class: kind, smoothness, radius } = problem;
  const { loss, distance } = hunted;
  if (kind === 'smooth') {
    const gap = startingGap(hunted);
    const slopes = run.steps.map(({ gradient }) => norm(gradient));
    const least = Math.min(...slopes, norm(loss.gradient(last(run, hunted))));
    return gap === undefined ? undefined : (least * least) / (smoothness * gap);
  }
  if (hasDiverged(run)) return Number.POSITIVE_INFINITY;
  const end = last(run, hunted);
  return kind === 'convex'
    ? (loss.value(end) - loss.minimum!) / (smoothness * radius * radius)
    : distance(end) / radius;
};

const rise: Goal = ({ window }, hunted, run) => {
  const gap = startingGap(hunted);
  if (gap === undefined) return undefined;
  const places = [...run.steps.map(({ theta }) => theta), last(run, hunted)];
  const losses = places.map((theta) => hunted.loss.value(theta));
  let most = Number.NEGATIVE_INFINITY;
  for (let k = window; k < losses.length; k++) most = Math.max(most, losses[k]! - losses[k - window]!);
  return hasDiverged(run) ? Number.POSITIVE_INFINITY : most / gap;
};

/** The greatest angle of a step with −∇L, in degrees, while the gradient is more than rounding leaves of it. */
const angle: Goal = (_problem, { loss }, run) => {
  const floor = settledSlope * norm(run.steps[0]?.gradient ?? new Float64Array(1));
  let most: number | undefined;
  for (const { theta, delta } of run.steps) {
    const y = loss.gradient(theta);
    const [a, b] = [norm(y), norm(delta)];
    if (!(a > floor && b > 0)) continue;
    let product = 0;
    let across = 0;
    for (let i = 0; i < y.length; i++) product -= (y[i]! / a) * (delta[i]! / b);
    for (let i = 0; i < y.length; i++) across += (delta[i]! / b + (product * y[i]!) / a) ** 2;
    most = Math.max(most ?? 0, (Math.atan2(Math.sqrt(across), product) * 180) / Math.PI);
  }
  return most;
};

const metric: Goal = ({ stepSize }, { loss }, run) => {
  const least = metricSteps(run.steps, loss, stepSize);
  return least === undefined ? undefined : -least;
};

const unsettled: Goal = ({ stepSize }, { distance }, run) => {
  if (hasDiverged(run)) return Number.POSITIVE_INFINITY;
  const half = run.steps.slice(Math.floor(run.steps.length / 2));
  return Math.max(...half.map(({ next }) => distance(next))) / stepSize;
};

const goals = { rate, rise, angle, metric, unsettled } as const;
