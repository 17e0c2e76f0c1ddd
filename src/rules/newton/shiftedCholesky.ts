import type { Vector } from '../../types/vector.ts';

/**
 * x with (H + τI)x = b, τ = 0 where H is numerically positive definite, otherwise the first of a doubling sequence
 * that makes it so.
 *
 * Source: Nocedal and Wright 2006, algorithm 3.3.
 * @param matrix H, symmetric and finite, D rows of shape (D)
 * @param right b, shape (D)
 * Cost: O(D³) for each shift tried.
 */
export const solveShifted = (matrix: readonly Vector[], right: Vector): Vector => {
  const size = Math.sqrt(matrix.reduce((sum, row) => row.reduce((s, x) => s + x * x, sum), 0));
  const least = matrix.reduce((m, row, i) => Math.min(m, row[i]!), Number.POSITIVE_INFINITY);
  const smallest = size / 1024 || 1;
  for (let shift = least > 0 ? 0 : smallest - least; ; shift = Math.max(2 * shift, smallest)) {
    const factor = factorise(matrix, shift);
    if (factor) return solveWithFactor(factor, right);
  }
};

/** The lower triangle of H + τI = KKᵀ, or undefined where a pivot is not positive. */
const factorise = (matrix: readonly Vector[], shift: number): readonly Vector[] | undefined => {
  const factor = matrix.map((row) => new Float64Array(row.length));
  for (let i = 0; i < matrix.length; i++) {
    const row = factor[i]!;
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]! + (i === j ? shift : 0);
      for (let k = 0; k < j; k++) sum -= row[k]! * factor[j]![k]!;
      if (i === j && !(sum > 0)) return undefined;
      row[j] = i === j ? Math.sqrt(sum) : sum / factor[j]![j]!;
    }
  }
  return factor;
};

const solveWithFactor = (factor: readonly Vector[], right: Vector): Vector => {
  const x = right.slice();
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i]![k]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= factor[k]![i]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  return x;
};
