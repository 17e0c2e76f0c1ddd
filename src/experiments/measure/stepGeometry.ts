import { gonzalezGradient } from '../../dynamics/gonzalez.ts';
import type { LossValue } from '../../dynamics/lossDrop.ts';
import type { Step } from '../../dynamics/trajectory.ts';
import { differenceRoundoff } from '../../linalg/rounding.ts';
import { minimumConditionNumber } from '../../metric/conditionNumber.ts';
import { pairGeometry } from '../../metric/pairGeometry.ts';
import type { Loss } from '../../types/loss.ts';

/** A step in natural-gradient form, as far as its numbers go. */
export interface StepGeometry {
  /** L(θ) before the step, and the bound on its rounding error. */
  readonly loss: LossValue;
  /** ψ between Δ and −D̄L in radians; NaN where one of them is 0. */
  readonly angle: number;
  /** κ*, Infinity where no metric exists. */
  readonly conditionNumber: number;
  /** Whether the loss fell beyond rounding. */
  readonly fell: boolean;
}

/** The pair (Δ, −D̄L) of a step, D̄L being Gonzalez' discrete gradient at the time of the step. Source: P10. */
export const stepGeometry = (loss: Loss, { theta, next, delta, time }: Step): StepGeometry => {
  const [before, after] = [loss.value(theta, time), loss.value(next, time)];
  const drop = before - after;
  const error = loss.roundoff(theta, time).value;
  const y = gonzalezGradient(loss, theta, next, time).map((entry) => -entry);
  const still = delta.every((entry) => entry === 0) || y.every((entry) => entry === 0);
  const pair = still ? undefined : pairGeometry(delta, y);
  return {
    loss: { value: before, bound: error },
    angle: pair?.angle ?? Number.NaN,
    conditionNumber: pair && pair.sign > 0 ? minimumConditionNumber(pair) : Number.POSITIVE_INFINITY,
    fell: drop > differenceRoundoff(drop, error, loss.roundoff(next, time).value),
  };
};
