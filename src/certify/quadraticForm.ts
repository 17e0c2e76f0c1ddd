import { dyadicVector, integerRatio, signOf } from '../linalg/exact.ts';
import { scaledToNumber } from '../linalg/scaled.ts';
import type { Vector } from '../types/vector.ts';

/** xᵀMx of integers x: its exact sign, and its value relative to Σ|xᵢMᵢⱼxⱼ|. */
export interface QuadraticForm {
  readonly sign: -1 | 0 | 1;
  /** In [−1, 1]; 0 where every term is 0. */
  readonly relative: number;
}

/**
 * xᵀMx in integers. @param size D @param entries row-major, shape (D·D), finite @param x shape (D)
 * Accuracy: exact sign. Cost: O(D²) products of integers.
 */
export const quadraticForm = (size: number, entries: Vector, x: readonly bigint[]): QuadraticForm => {
  const { integers } = dyadicVector(entries);
  let sum = 0n;
  let absolute = 0n;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const term = x[i]! * integers[i * size + j]! * x[j]!;
      sum += term;
      absolute += term < 0n ? -term : term;
    }
  }
  return { sign: signOf(sum), relative: scaledToNumber(integerRatio(sum, absolute)) };
};
