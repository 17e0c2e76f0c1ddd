import { type Fixed, one, over, size, sum, times } from './fixedPoint.ts';

/** A step s and the change z of the gradient along it, whole numbers, each of shape (D). */
export interface SecantPair {
  readonly step: readonly bigint[];
  readonly change: readonly bigint[];
}

/** Hv entry by entry, with what bounds the rounding errors of computing it by two loops in doubles. */
export interface BfgsProduct {
  /** Hv, shape (D). */
  readonly product: readonly Fixed[];
  /** The two loops with every sum over absolute values, shape (D). */
  readonly magnitude: readonly Fixed[];
  /** Roundings along the longest path through both loops. */
  readonly roundings: number;
}

const whole = (x: bigint): Fixed => x * one;
const dot = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((total, x, i) => total + x * b[i]!, 0n);
const absolute = (x: readonly bigint[]): readonly bigint[] => x.map(size);

/**
 * Hv of the BFGS matrix H as it is defined, dense: H ← (I − ρszᵀ)H(I − ρzsᵀ) + ρssᵀ, ρ = 1/(sᵀz), for one pair after
 * the other, from H = (sᵀz/zᵀz)I of the newest; H = I without pairs.
 *
 * Source: Nocedal 1980, equation 2.
 * @param pairs oldest first, sᵀz > 0 @param vector v, shape (D)
 * Accuracy: 2⁻⁴⁰⁰ and better. Cost: O(mD³).
 */
export const bfgsProduct = (pairs: readonly SecantPair[], vector: readonly bigint[]): BfgsProduct => {
  const dimension = vector.length;
  const indices = vector.map((_, i) => i);
  const newest = pairs.at(-1);
  const initial = newest
    ? over(whole(dot(newest.step, newest.change)), whole(dot(newest.change, newest.change)))
    : one;
  let matrix = indices.map((i) => indices.map((j) => (i === j ? initial : 0n)));
  for (const { step, change } of pairs) {
    const curvature = whole(dot(step, change));
    const factor = indices.map((i) =>
      indices.map((j) => (i === j ? one : 0n) - over(whole(step[i]! * change[j]!), curvature)),
    );
    const left = indices.map((i) =>
      indices.map((j) => sum(dimension, (k) => times(factor[i]![k]!, matrix[k]![j]!))),
    );
    matrix = indices.map((i) =>
      indices.map(
        (j) =>
          sum(dimension, (k) => times(left[i]![k]!, factor[j]![k]!)) +
          over(whole(step[i]! * step[j]!), curvature),
      ),
    );
  }
  return {
    product: matrix.map((row) => sum(dimension, (j) => row[j]! * vector[j]!)),
    magnitude: magnitudeOf(pairs, absolute(vector), initial),
    // In the first loop a product and D − 1 sums, a quotient, a product and a difference; in the second one more
    // difference; H₀ is a quotient and a product.
    roundings: pairs.length * (2 * dimension + 7) + 2,
  };
};

const magnitudeOf = (
  pairs: readonly SecantPair[],
  vector: readonly bigint[],
  initial: Fixed,
): readonly Fixed[] => {
  let p = vector.map(whole);
  const weigh = (x: readonly bigint[], curvature: bigint): Fixed => dot(absolute(x), p) / curvature;
  const weights: Fixed[] = [];
  for (const { step, change } of pairs.toReversed()) {
    const weight = weigh(step, dot(step, change));
    weights.unshift(weight);
    p = p.map((x, i) => x + weight * size(change[i]!));
  }
  p = p.map((x) => times(initial, x));
  for (const [k, { step, change }] of pairs.entries()) {
    const weight = weights[k]! + weigh(change, dot(step, change));
    p = p.map((x, i) => x + weight * size(step[i]!));
  }
  return p;
};
