import { plainDotRoundoff } from '../../src/linalg/rounding.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';

/** dL/dt and a bound on its rounding error. */
export interface LossRate {
  readonly rate: number;
  readonly bound: number;
}

/**
 * dL/dt = ∇L(θ, t)ᵀg along θ̇ = g with t frozen, that is −yᵀg: negative iff (g, y) is effective.
 *
 * Source: P7.
 * @param theta θ, shape (D)
 * @param update g, shape (D), taken to be exact
 * Cost: one gradient and its bound.
 */
export const lossRate = (loss: Loss, theta: Vector, update: Vector, time = 0): LossRate => {
  const gradient = loss.gradient(theta, time);
  const errors = loss.roundoff(theta, time).gradient;
  let rate = 0;
  let size = 0;
  let carried = 0;
  for (let i = 0; i < theta.length; i++) {
    const term = gradient[i]! * update[i]!;
    rate += term;
    size += Math.abs(term);
    carried += errors[i]! * Math.abs(update[i]!);
  }
  return { rate, bound: plainDotRoundoff({ count: theta.length, size, carried }) };
};
