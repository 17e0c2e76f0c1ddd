import type { Vector } from '../types/vector.ts';
import { dyadic, integerRatio, overOnePower } from './exact.ts';
import { timesPowerOfTwo } from './scaled.ts';
import { diagonalExponents } from './shiftedCholesky.ts';

/** What exact elimination says of a symmetric matrix. */
export interface Definiteness {
  readonly kind: 'definite' | 'semidefinite' | 'indefinite';
  /** Least pivot relative to its diagonal entry: in (0, 1] where definite, 0 or below otherwise. */
  readonly leastPivot: number;
  /** x ≠ 0 with xᵀMx ≤ 0, shape (D); absent where M is definite. */
  readonly witness?: readonly bigint[];
}

/**
 * Whether M is positive definite, decided on its entries as dyadic integers.
 *
 * Rows and columns are first scaled by powers of two, a congruence that keeps the integers short.
 *
 * @param size D @param entries row-major and symmetric, shape (D·D), finite
 * Accuracy: exact. Cost: D³/6 products of integers of up to D·(53 + R) bits, R the range of exponents.
 */
export const exactDefiniteness = (size: number, entries: Vector): Definiteness => {
  const scaling = diagonalExponents(size, entries);
  const parts = Array.from(entries, (value, k) => {
    const part = dyadic(value);
    return { ...part, exponent: part.exponent - scaling[Math.floor(k / size)]! - scaling[k % size]! };
  });
  const { witness, ...found } = integerDefiniteness(size, overOnePower(parts).integers);
  if (!witness) return found;
  const greatest = Math.max(...scaling);
  return { ...found, witness: witness.map((x, i) => x << BigInt(greatest - scaling[i]!)) };
};

/**
 * Whether a symmetric integer matrix is positive definite, by fraction-free elimination
 * aᵢⱼ ← (aₖₖaᵢⱼ − aᵢₖaₖⱼ)/aₖ₋₁,ₖ₋₁, in which every division is exact.
 *
 * Its pivots are the leading principal minors: M ≻ 0 iff all are positive (Sylvester).
 * Source: Bareiss, Math. Comp. 22 (1968).
 *
 * @param size D @param integers row-major and symmetric, shape (D·D)
 * Accuracy: exact. Cost: D³/6 products of integers.
 */
export const integerDefiniteness = (size: number, integers: readonly bigint[]): Definiteness => {
  const a = Array.from({ length: size }, (_, i) => integers.slice(i * size, (i + 1) * size));
  let previous = 1n;
  let leastPivot = 1;
  let witness: readonly bigint[] | undefined;
  for (let k = 0; k < size; k++) {
    const row = a[k]!;
    const pivot = row[k]!;
    if (pivot <= 0n) {
      if (!witness) {
        witness = directionOf(a, k, previous);
        leastPivot = relativePivot(pivot, previous, integers[k * size + k]!);
      }
      if (pivot < 0n || row.some((value, j) => j > k && value !== 0n)) {
        return { kind: 'indefinite', leastPivot, witness };
      }
      continue;
    }
    leastPivot = Math.min(leastPivot, relativePivot(pivot, previous, integers[k * size + k]!));
    for (let i = k + 1; i < size; i++) {
      const target = a[i]!;
      const factor = row[i]!;
      for (let j = i; j < size; j++) target[j] = (pivot * target[j]! - factor * row[j]!) / previous;
    }
    previous = pivot;
  }
  return witness ? { kind: 'semidefinite', leastPivot, witness } : { kind: 'definite', leastPivot };
};

/** The pivot of ordinary elimination, pivot/previous, relative to the diagonal entry that it started from. */
const relativePivot = (pivot: bigint, previous: bigint, diagonal: bigint): number => {
  if (diagonal <= 0n) return diagonal < 0n ? -1 : 0;
  const { significand, exponent } = integerRatio(pivot, previous * diagonal);
  return timesPowerOfTwo(significand, exponent);
};

/** x with U x = 0 in the rows before k and xₖ = aₖ₋₁,ₖ₋₁, so that xᵀMx = aₖ₋₁,ₖ₋₁ aₖₖ. */
const directionOf = (u: readonly (readonly bigint[])[], k: number, previous: bigint): readonly bigint[] => {
  const x = u.map(() => 0n);
  x[k] = previous;
  for (let i = k - 1; i >= 0; i--) {
    const row = u[i]!;
    let sum = 0n;
    for (let j = i + 1; j <= k; j++) sum -= row[j]! * x[j]!;
    x[i] = sum / row[i]!;
  }
  return x;
};
