import { runTrajectory } from '../dynamics/trajectory.ts';
import { unitInTheLastPlace } from '../linalg/precision.ts';
import type { HuntProblem } from '../types/hunt.ts';
import type { NamedRule } from '../types/rule.ts';
import type { Step, Trajectory } from '../types/run.ts';
import type { Vector } from '../types/vector.ts';
import type { Hunted, Measured } from './hunted.ts';
import { cyclingSlope, recurringUnits } from './rounding.ts';

/** Longest period that is looked for. */
const longestPeriod = 256;

/** Further steps over which θ has to recur where it does not bit for bit. */
const furtherSteps = 10_000;

/** Steps after which a run that comes to rest is given up. */
const firstLook = 128;

/**
 * Whether a run goes round for ever: its whole state recurs bit for bit, which proves it for the run in doubles, or θ
 * recurs within 64 units in the last place over 10,000 further steps, which is seen and not proved. In both the greatest
 * ‖∇L‖ of a period is at least a thousandth of that at the start.
 *
 * The state is θ and what the rule keeps, for a rule whose state can be read and that does not ask for its random source,
 * the step or the time.
 *
 * @returns the greatest ‖∇L‖ of the period beside that at the start; where there is none, how much of its way the
 * second half of the run takes back, from 0 of a straight way to 1, as the score alone
 * Cost: one run, twice where θ recurs.
 */
export const cycleOf = (rule: NamedRule, problem: HuntProblem, hunted: Hunted): Measured => {
  const short = runOf(rule, hunted, Math.min(firstLook, problem.steps));
  if (short.fault) return { fault: short.fault.message };
  if (short.end === 'diverged' || short.steps.length === 0) return { measured: undefined };
  if (slopeOver(short.steps, short.steps.length >> 2) < cyclingSlope) return noCycle(short.steps);
  const run = problem.steps > firstLook ? runOf(rule, hunted, problem.steps) : short;
  if (run.fault) return { fault: run.fault.message };
  if (run.end === 'diverged') return { measured: undefined };
  const exact = periodOf(run.steps, Object.is);
  const value = exact === undefined ? 0 : slopeOver(run.steps, exact);
  if (exact !== undefined && value >= cyclingSlope && recurs(rule, hunted, exact, run)) {
    const after = firstRecurrence(run.steps, exact);
    return { measured: { value, score: 2 + value, cycle: 'proved', period: exact, after } };
  }
  return seenCycle(rule, hunted, run) ?? noCycle(run.steps);
};

/** A run that recurs within rounding, as far as it is looked at. */
const seenCycle = (rule: NamedRule, hunted: Hunted, run: Trajectory): Measured | undefined => {
  const period = periodOf(run.steps, isNear);
  if (period === undefined || slopeOver(run.steps, period) < cyclingSlope) return undefined;
  const { steps } = runOf(rule, hunted, run.steps.length + furtherSteps);
  for (let k = run.steps.length; k < run.steps.length + furtherSteps; k++) {
    if (!steps[k] || !isSame(steps[k]!.next, steps[k - period]!.next, isNear)) return undefined;
  }
  const value = slopeOver(steps, period);
  if (value < cyclingSlope) return undefined;
  return { measured: { value, score: 1 + value, cycle: 'seen', period, after: run.steps.length } };
};

const noCycle = (steps: readonly Step[]): Measured => {
  const half = steps.slice(steps.length >> 1);
  let way = 0;
  for (const { theta, next } of half) way += distance(theta, next);
  const straight = distance(half[0]!.theta, half.at(-1)!.next);
  const slope = Math.min(1, slopeOver(steps, half.length));
  return { measured: { value: 0, score: way > 0 ? slope * (1 - straight / way) : 0 } };
};

const runOf = (rule: NamedRule, { loss, scenario }: Hunted, steps: number): Trajectory =>
  runTrajectory(rule, loss, { ...scenario, steps });

const distance = (a: Vector, b: Vector): number => Math.hypot(...a.map((x, i) => x - b[i]!));

/** The greatest ‖∇L‖ of the last steps, beside that of the first. */
const slopeOver = (steps: readonly Step[], count: number): number =>
  Math.max(...steps.slice(-Math.max(1, count)).map(({ gradient }) => Math.hypot(...gradient))) /
  Math.hypot(...steps[0]!.gradient);

type Same = (a: number, b: number) => boolean;

const isNear: Same = (a, b) =>
  Math.abs(a - b) <= recurringUnits * unitInTheLastPlace(Math.max(Math.abs(a), Math.abs(b)), 'float64');

const isSame = (a: Vector, b: Vector, same: Same): boolean => {
  for (let i = 0; i < a.length; i++) if (!same(a[i]!, b[i]!)) return false;
  return true;
};

/** The least p ≥ 2 with which θ recurs over the last two periods; undefined where none is short enough. */
const periodOf = (steps: readonly Step[], same: Same): number | undefined => {
  const end = steps.length - 1;
  for (let p = 2; p <= longestPeriod && 2 * p <= end; p++) {
    let k = end;
    while (k > end - p && isSame(steps[k]!.next, steps[k - p]!.next, same)) k--;
    if (k === end - p) return p;
  }
  return undefined;
};

/** The first step from which θ has the period. */
const firstRecurrence = (steps: readonly Step[], period: number): number => {
  let k = steps.length - 1;
  while (k >= period && isSame(steps[k]!.next, steps[k - period]!.next, Object.is)) k--;
  return Math.max(0, k + 1 - period);
};

/** Whether the state of the rule after the run is, bit for bit, what it was a period before, and says all that it depends on. */
const recurs = (rule: NamedRule, hunted: Hunted, period: number, run: Trajectory): boolean => {
  if (rule.capabilities !== undefined || run.random) return false;
  const often = readsOf(rule, hunted, run.steps.length);
  if (often.steps > hunted.watchers * run.steps.length || often.times > 0) return false;
  const before = runOf(rule, hunted, run.steps.length - period);
  return isSameState(before.state, run.state);
};

/** How often the step and the time are read while a run is made. */
const readsOf = (rule: NamedRule, hunted: Hunted, steps: number): { steps: number; times: number } => {
  const reads = { steps: 0, times: 0 };
  const counted: NamedRule = {
    ...rule,
    update: (context, state) =>
      rule.update(
        {
          ...context,
          get step() {
            reads.steps++;
            return context.step;
          },
          get time() {
            reads.times++;
            return context.time;
          },
        },
        state,
      ),
  };
  runOf(counted, hunted, steps);
  return reads;
};

/** Plain data, numbers by their bits; anything else is another. */
const isSameState = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) {
    return Object.is(a, b) && typeof a !== 'function' && typeof a !== 'symbol';
  }
  const isPlain = Array.isArray(a) || ArrayBuffer.isView(a) || Object.getPrototypeOf(a) === Object.prototype;
  if (!isPlain || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const [ours, theirs] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return (
    ours.size === theirs.size &&
    [...ours].every(([name, value]) => theirs.has(name) && isSameState(value, theirs.get(name)))
  );
};
