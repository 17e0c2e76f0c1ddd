import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';

/** Σ aᵢ bᵢ, summed plainly. */
export const dot = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** Σ|aᵢ bᵢ|. */
export const dotSize = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! * b[i]!);
  return sum;
};

/** ‖x‖. */
export const norm = (x: Vector): number => Math.sqrt(dot(x, x));

/** x + t d. */
export const along = (x: Vector, t: number, d: Vector): Vector => x.map((entry, i) => entry + t * d[i]!);

/** a − b. */
export const minus = (a: Vector, b: Vector): Vector => a.map((entry, i) => entry - b[i]!);

/** −x. */
export const negated = (x: Vector): Vector => x.map((entry) => -entry);

/** H v of a quadratic loss: ∇L(v) − ∇L(0). */
export const hessianTimes = (loss: Loss, v: Vector): Vector =>
  minus(loss.gradient(v), loss.gradient(new Float64Array(v.length)));

/** H of a quadratic loss, rows. */
export const hessian = (loss: Loss): readonly Vector[] =>
  Array.from({ length: loss.dimension }, (_, j) => {
    const unit = new Float64Array(loss.dimension);
    unit[j] = 1;
    return hessianTimes(loss, unit);
  });
