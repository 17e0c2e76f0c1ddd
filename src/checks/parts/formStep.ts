import { gonzalezFrom } from '../../dynamics/gonzalez.ts';
import { type LossDrop, lossDrop } from '../../dynamics/lossDrop.ts';
import type { Step } from '../../dynamics/trajectory.ts';
import type { LossValue } from '../../dynamics/window.ts';
import { differenceRoundoff } from '../../linalg/rounding.ts';
import { slabVector } from '../../linalg/slab.ts';
import { type PairGeometry, pairGeometry } from '../../metric/pairGeometry.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { isZero } from './pairs.ts';

/** One step that moved, as a pair (g, y). */
export interface FormStep extends LossDrop {
  readonly step: Step;
  /** (θ' − θ)/η, or Δ/η to first order, shape (D). */
  readonly g: Vector;
  /** −D̄L(θ, θ') after Gonzalez, so that yᵀg is the drop of the loss over η, or −∇L(θ) to first order; shape (D). */
  readonly y: Vector;
  /** Where g and y are finite and not 0. */
  readonly geometry?: PairGeometry;
}

/**
 * L at every point of a run, before each step and behind the last, at the time of the step.
 *
 * Cost: a value and a bound a point.
 */
export const lossesOf = (loss: Loss, steps: readonly Step[]): readonly LossValue[] => {
  const at = (theta: Vector, time: number): LossValue => ({
    value: loss.value(theta, time),
    bound: loss.roundoff(theta, time).value,
  });
  const losses = steps.map(({ theta, time }) => at(theta, time));
  const last = steps.at(-1);
  return last ? [...losses, at(last.next, last.time)] : losses;
};

/**
 * The pairs of the steps of a run that moved, from the losses along it.
 *
 * Time stands still within a step: where L varies in time, L(θ', t) is not what the next step starts from.
 * Source: P10. Cost: a gradient a step, and two values and bounds where L varies in time.
 * @param scale η, or 1 for a rule that chooses its own step
 */
export const formSteps = (
  loss: Loss,
  steps: readonly Step[],
  { losses, scale }: { readonly losses: readonly LossValue[]; readonly scale: number },
): readonly FormStep[] =>
  steps.flatMap((step, k) => {
    if (loss.facts.timeVarying)
      return formStep(loss, step, scale, lossDrop(loss, step.theta, step.next, step.time)) ?? [];
    const [before, after] = [losses[k]!, losses[k + 1]!];
    const drop = before.value - after.value;
    return (
      formStep(loss, step, scale, { drop, bound: differenceRoundoff(drop, before.bound, after.bound) }) ?? []
    );
  });

/**
 * The pairs (g, y) of the steps of a run that moved, to first order: g = Δ/η and y = −∇L(θ), for whoever judged the
 * angle of the update itself.
 *
 * Cost: a gradient, two values and two bounds a step.
 * @param scale as for {@link formSteps}
 */
export const firstOrderSteps = (loss: Loss, steps: readonly Step[], scale: number): readonly FormStep[] =>
  steps.flatMap((step) => {
    const { theta, next, delta, time } = step;
    if (isZero(delta)) return [];
    const g = delta.map((value) => value / scale);
    const y = loss.gradient(theta, time).map((value) => -value);
    return paired({ step, g, y, ...lossDrop(loss, theta, next, time) });
  });

const formStep = (loss: Loss, step: Step, scale: number, change: LossDrop): FormStep | undefined => {
  const { theta, next } = step;
  const g = slabVector(theta.length);
  for (let i = 0; i < g.length; i++) g[i] = (next[i]! - theta[i]!) / scale;
  if (isZero(g)) return undefined;
  // 0 − drop, since −0 would be the rise of a loss that stays where it is.
  const y = gonzalezFrom(loss, step, () => 0 - change.drop);
  for (let i = 0; i < y.length; i++) y[i] = -y[i]!;
  return paired({ step, g, y, ...change });
};

const paired = (form: Omit<FormStep, 'geometry'>): FormStep => {
  const { g, y } = form;
  const usable = isFiniteVector(g) && isFiniteVector(y) && !isZero(y);
  return usable ? { ...form, geometry: pairGeometry(g, y) } : form;
};

/** Whether the loss fell, null where the rounding of the loss leaves that open. */
export const fell = ({ drop, bound }: LossDrop): boolean | null => {
  if (drop > bound) return true;
  return drop < -bound ? false : null;
};

const isFiniteVector = (v: Vector): boolean => {
  for (const value of v) if (!Number.isFinite(value)) return false;
  return true;
};
