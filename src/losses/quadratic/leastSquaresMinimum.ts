import { dyadicVector, integerDot, integerRatio } from '../../linalg/exact.ts';
import { roundedDown } from '../../linalg/rounding.ts';
import { timesPowerOfTwo } from '../../linalg/scaled.ts';
import type { Vector } from '../../types/vector.ts';

/**
 * min 1/(2n) ‖Xθ − t‖² = (tᵀt − Σ (pᵀt)²/(pᵀp))/(2n) over orthogonal p that span the columns of X: Gram–Schmidt in
 * integers.
 *
 * Accuracy: exact until it is rounded down, unless it is 0.
 * @param rows X, n rows of shape (D), finite @param targets t, shape (n), finite
 * @returns undefined where it overflows
 * Cost: O(n³) products of integers where the first n columns are independent, O(n²D) otherwise.
 */
export const leastSquaresMinimum = (
  rows: readonly Vector[],
  targets: readonly number[],
): number | undefined => {
  const [count, dimension] = [rows.length, rows[0]!.length];
  const inputs = dyadicVector(rows.flatMap((row) => [...row])).integers;
  const { integers: wanted, exponent } = dyadicVector(targets);
  const directions: (readonly bigint[])[] = [];
  // What is left of tᵀt, over a common denominator.
  let [left, common] = [integerDot(wanted, wanted), 1n];
  for (let j = 0; j < dimension && directions.length < count; j++) {
    const p = orthogonalPart(
      rows.map((_, k) => inputs[k * dimension + j]!),
      directions,
    );
    const square = integerDot(p, p);
    if (square === 0n) continue;
    directions.push(p);
    left = left * square - integerDot(p, wanted) ** 2n * common;
    common *= square;
  }
  if (left === 0n) return 0;
  const ratio = integerRatio(left, common * BigInt(2 * count));
  const minimum = timesPowerOfTwo(ratio.significand, ratio.exponent + 2 * exponent);
  return Number.isFinite(minimum) ? roundedDown(minimum) : undefined;
};

/** A multiple of what a column has at right angles to these directions, without common factors. */
const orthogonalPart = (
  column: readonly bigint[],
  directions: readonly (readonly bigint[])[],
): readonly bigint[] => {
  const part = directions.reduce((rest, p) => {
    const [square, along] = [integerDot(p, p), integerDot(p, rest)];
    return rest.map((x, k) => square * x - along * p[k]!);
  }, column);
  const factor = part.reduce(commonFactor, 0n);
  return factor === 0n ? part : part.map((x) => x / factor);
};

/** The greatest common factor, up to its sign. */
const commonFactor = (a: bigint, b: bigint): bigint => (b === 0n ? a : commonFactor(b, a % b));
