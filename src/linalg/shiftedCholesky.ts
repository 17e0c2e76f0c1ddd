import type { Vector } from '../types/vector.ts';
import { choleskyShift } from './rounding.ts';
import { exponentOf, powerOfTwo } from './scaled.ts';

/** How far a floating-point factorisation came. */
export interface CholeskyOutcome {
  /** Least pivot relative to its diagonal entry, in (0, 1]; undefined where a pivot was not positive. */
  readonly leastPivot: number | undefined;
  /** Where it broke off: a direction x, shape (D), in which M is (nearly) not positive. */
  readonly direction?: Vector;
}

/**
 * Proves M ≻ 0: where L Lᵀ ≈ D M D − σI runs to the end in floating point, M is positive definite.
 *
 * D holds powers of two that bring the diagonal to [1, 4), which changes no digit and no definiteness.
 * Source: Rump, Verification of positive definiteness, BIT Numer. Math. 46 (2006); Demmel (1989).
 *
 * @param size D @param entries row-major and symmetric, shape (D·D), finite
 * Accuracy: a proof where `leastPivot` is defined, nothing otherwise: a diagonal entry that is not positive makes its
 * own pivot negative, even where it makes σ negative. Cost: D³/6 multiplications.
 */
export const shiftedCholesky = (size: number, entries: Vector): CholeskyOutcome => {
  const factors = Float64Array.from(diagonalExponents(size, entries), (exponent) => powerOfTwo(-exponent));
  const scaled = new Float64Array(entries.length);
  let weightedTrace = 0;
  for (let i = 0; i < size; i++) {
    // Nothing overflows on the way unless M is indefinite, for |Mᵢⱼ|/√Mᵢᵢ ≤ √Mⱼⱼ where it is not.
    for (let j = 0; j <= i; j++) scaled[i * size + j] = entries[i * size + j]! * factors[i]! * factors[j]!;
    weightedTrace += (i + 2) * scaled[i * size + i]!;
  }
  const shift = choleskyShift(size, weightedTrace);
  for (let i = 0; i < size; i++) scaled[i * size + i] = scaled[i * size + i]! - shift;
  const outcome = factorise(size, scaled);
  if (!outcome.direction) return outcome;
  return {
    leastPivot: undefined,
    direction: outcome.direction.map((x, i) => x * factors[i]!),
  };
};

/** eᵢ with Mᵢᵢ 4^(−eᵢ) in [1, 4); 0 where Mᵢᵢ is not positive. */
export const diagonalExponents = (size: number, entries: Vector): readonly number[] =>
  Array.from({ length: size }, (_, i) => {
    const diagonal = entries[i * size + i]!;
    return diagonal > 0 ? Math.floor(exponentOf(diagonal) / 2) : 0;
  });

const factorise = (size: number, lower: Vector): CholeskyOutcome => {
  let leastPivot = 1;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j < i; j++) {
      lower[row + j] = (lower[row + j]! - rowDot(lower, row, j * size, j)) / lower[j * size + j]!;
    }
    const diagonal = lower[row + i]!;
    const pivot = diagonal - rowDot(lower, row, row, i);
    if (!(pivot > 0)) {
      return { leastPivot: undefined, direction: brokenDirection(size, lower, i) };
    }
    leastPivot = Math.min(leastPivot, pivot / diagonal);
    lower[row + i] = Math.sqrt(pivot);
  }
  return { leastPivot };
};

const rowDot = (entries: Vector, a: number, b: number, length: number): number => {
  let even = 0;
  let odd = 0;
  let k = 0;
  for (; k + 1 < length; k += 2) {
    even += entries[a + k]! * entries[b + k]!;
    odd += entries[a + k + 1]! * entries[b + k + 1]!;
  }
  return k < length ? even + odd + entries[a + k]! * entries[b + k]! : even + odd;
};

/** x with L₁ᵀ x₁ = −ℓ, xₖ = 1: xᵀMx is the pivot that was not positive. */
const brokenDirection = (size: number, lower: Vector, k: number): Vector => {
  const x = new Float64Array(size);
  x[k] = 1;
  for (let i = k - 1; i >= 0; i--) {
    let sum = 0;
    for (let j = i + 1; j <= k; j++) sum -= lower[j * size + i]! * x[j]!;
    x[i] = sum / lower[i * size + i]!;
  }
  return x;
};
