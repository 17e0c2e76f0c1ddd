import { differenceRoundoff } from '../linalg/rounding.ts';
import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';

/** A computed loss and a bound on its rounding error. */
export interface LossValue {
  readonly value: number;
  readonly bound: number;
}

/** How far a loss fell, and how far off that can be. */
export interface LossDrop {
  /** fl(L(θ) − L(θ')), positive where the loss fell. */
  readonly drop: number;
  /** |drop − (L(θ) − L(θ'))| is at most this; NaN or Infinity where the loss is not finite. */
  readonly bound: number;
}

/** L(θ, t) with its bound. Cost: a value and a bound. */
export const lossValue = (loss: Loss, theta: Vector, time: number): LossValue => ({
  value: loss.value(theta, time),
  bound: loss.roundoff(theta, time).value,
});

/** L − L' of two computed losses, with the bound on its rounding error: both bounds, and one rounding of the difference. */
export const dropBetween = (before: LossValue, after: LossValue): LossDrop => {
  const drop = before.value - after.value;
  return { drop, bound: differenceRoundoff(drop, before.bound, after.bound) };
};

/**
 * L(θ, t) − L(θ', t), so that the loss fell for certain iff drop > bound.
 *
 * Source: P10: below its own rounding error a loss decides nothing.
 * @param theta θ, shape (D)
 * @param next θ', shape (D)
 * @param time t of both; 0 by default
 * Accuracy: the losses' own bounds and one rounding of the difference.
 * Cost: two values and two bounds.
 */
export const lossDrop = (loss: Loss, theta: Vector, next: Vector, time = 0): LossDrop =>
  dropBetween(lossValue(loss, theta, time), lossValue(loss, next, time));

/** Whether the loss fell, null where the rounding of the loss leaves that open. */
export const fell = ({ drop, bound }: LossDrop): boolean | null => {
  if (drop > bound) return true;
  return drop < -bound ? false : null;
};
