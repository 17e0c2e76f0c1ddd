import { differenceRoundoff } from '../linalg/rounding.ts';
import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';

/** How far a loss fell, and how far off that can be. */
export interface LossDrop {
  /** fl(L(θ) − L(θ')), positive where the loss fell. */
  readonly drop: number;
  /** |drop − (L(θ) − L(θ'))| is at most this; NaN or Infinity where the loss is not finite. */
  readonly bound: number;
}

/**
 * L(θ, t) − L(θ', t), so that the loss fell for certain iff drop > bound.
 *
 * Source: P10: below its own rounding error a loss decides nothing.
 * @param theta θ, shape (D)
 * @param next θ', shape (D)
 * @param time t of both; 0 where it is left out
 * Accuracy: the losses' own bounds and one rounding of the difference.
 * Cost: two values and two bounds.
 */
export const lossDrop = (loss: Loss, theta: Vector, next: Vector, time = 0): LossDrop => {
  const drop = loss.value(theta, time) - loss.value(next, time);
  const [before, after] = [loss.roundoff(theta, time).value, loss.roundoff(next, time).value];
  return { drop, bound: differenceRoundoff(drop, before, after) };
};
