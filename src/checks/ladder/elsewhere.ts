import { trajectory } from '../../dynamics/running.ts';
import { isHalf, unitInTheLastPlace } from '../../linalg/precision.ts';
import { isZero } from '../../linalg/vector.ts';
import { substitutedLoss } from '../../losses/derived/substitutedLoss.ts';
import { asked } from '../../rules/declaration/objective.ts';
import type { Loss } from '../../types/loss.ts';
import type { Running, Trajectory } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { isAtRest, runOf } from '../run/run.ts';
import { normalRange } from '../transforms/rounding.ts';
import { resolvedUnits, surelyResolvedUnits } from './rounding.ts';

/** What became of a rule that does not move on a case where the resolution of θ could not be to blame for it. */
export type Elsewhere = 'moves' | 'rests' | 'untried';

/**
 * Whether a rule that rests on a case moves where numbers lie closer, or with larger steps: then θ₀ is too coarse for what
 * it would do there.
 *
 * At θ = 0, or the least normal numbers on a positive domain, it is run on the loss moved there, whose gradient is that at
 * θ₀, and on the loss itself; a displacement there that θ₀ could hold as well excuses nothing. Then with η times 4, 16, …,
 * up to what is promised. A rule that chooses its own step on a positive domain can be tried by neither. Since many cases
 * in sixteen bits start at θ = 0, where steps that are relative to θ vanish, these are tried from θ = 1 as well.
 *
 * @param setting as long as the rule was seen to rest
 * Cost: two runs, and one for each larger step size.
 */
export function* triedElsewhere(setting: Setting): Running<Elsewhere> {
  const { rule } = setting;
  if (rule.stepSize === 'internal' && rule.domain === 'positive') return 'untried';
  const found = [yield* atFinestResolution(setting), yield* withLargerSteps(setting)];
  if (isHalf(rule.precision)) found.push(yield* withLargerSteps(awayFromZero(setting)));
  if (found.includes('moves')) return 'moves';
  return found.includes('rests') ? 'rests' : 'untried';
}

function* atFinestResolution(setting: Setting): Running<Elsewhere> {
  const { rule, loss, scenario } = setting;
  const start = Float64Array.from(scenario.theta);
  const finest = start.map(() => (rule.domain === 'positive' ? normalRange(rule.precision).least : 0));
  const moved = movedTo(loss, start, finest);
  let found: Elsewhere = 'untried';
  for (const there of [moved, loss]) {
    if (isZero(there.gradient(finest, 0))) continue;
    const ran = yield* trajectory(rule, there, { ...runOf(setting), theta: finest, frozen: true });
    if (ran.fault || ran.steps.length === 0) continue;
    if (!isAtRest(ran) && !isResolved(ran, start, setting)) return 'moves';
    found = 'rests';
  }
  return found;
}

/** The case from θ = 1, on the loss moved there. */
const awayFromZero = (setting: Setting): Setting => {
  const { loss, scenario } = setting;
  const start = Float64Array.from(scenario.theta);
  const ones = start.map(() => 1);
  return { ...setting, loss: movedTo(loss, start, ones), scenario: { ...scenario, theta: [...ones] } };
};

/** The loss moved so that it is at `there` what it was at `start`. */
const movedTo = (loss: Loss, start: Vector, there: Vector): Loss =>
  substitutedLoss(loss, `${loss.name}, moved`, {
    dimension: loss.dimension,
    theta: (zeta) => zeta.map((value, i) => value - there[i]! + start[i]!),
    gradient: (gradient) => gradient,
    bounds: (bounds) => bounds,
  });

/** Whether some displacement of a run is one that θ₀ could hold. */
const isResolved = ({ steps }: Trajectory, start: Vector, { rule }: Setting): boolean =>
  steps.some(({ delta }) =>
    delta.some(
      (value, i) => Math.abs(value) >= resolvedUnits(rule) * unitInTheLastPlace(start[i]!, rule.precision),
    ),
  );

function* withLargerSteps(setting: Setting): Running<Elsewhere> {
  const { rule, loss, scenario } = setting;
  if (rule.stepSize === 'internal') return 'untried';
  const theta = Float64Array.from(scenario.theta);
  const slope = loss.gradient(theta, 0).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const { maxStepSize } = rule.contract;
  const most = maxStepSize
    ? asked('contract.maxStepSize', () => maxStepSize(loss))
    : Number.POSITIVE_INFINITY;
  const size = theta.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const enough = surelyResolvedUnits * unitInTheLastPlace(size, rule.precision);
  let found: Elsewhere = 'untried';
  for (let { stepSize } = scenario; stepSize <= most; stepSize *= 4) {
    const ran = yield* trajectory(rule, loss, { ...runOf(setting), frozen: true, stepSize });
    if (!isAtRest(ran)) return 'moves';
    const isEnough = !(stepSize * Math.min(1, slope) < enough);
    // The step size of the case alone is no larger one.
    if (!ran.fault && (isEnough || stepSize > scenario.stepSize)) found = 'rests';
    if (isEnough) break;
  }
  return found;
}
