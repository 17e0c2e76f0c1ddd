import type { Vector } from '../types/vector.ts';
import { exactDefiniteness } from './fractionFree.ts';
import { shiftedCholesky } from './shiftedCholesky.ts';

/** The largest D at which elimination in exact integers is tried. */
export const exactDimension = 24;

/** Which proof of M ≻ 0 went through, with its least relative pivot. */
export interface DefinitenessProof {
  readonly method: 'shifted-cholesky' | 'exact-elimination';
  readonly leastPivot: number;
}

/**
 * A proof that M ≻ 0, or undefined where none was found: shifted Cholesky first, exact elimination up to D = 24.
 *
 * @param size D @param entries row-major and bitwise symmetric, shape (D·D); nothing is found where one is not finite
 * Accuracy: never wrong. Cost: D³/6, and integers of D·53 bits and more where Cholesky does not settle it.
 */
export const proofOfDefiniteness = (size: number, entries: Vector): DefinitenessProof | undefined => {
  for (let i = 0; i < size; i++) {
    const diagonal = entries[i * size + i]!;
    if (!(diagonal > 0 && diagonal < Number.POSITIVE_INFINITY)) return undefined;
  }
  const { leastPivot } = shiftedCholesky(size, entries);
  if (leastPivot !== undefined) return { method: 'shifted-cholesky', leastPivot };
  if (size > exactDimension) return undefined;
  const exact = exactDefiniteness(size, entries);
  return exact.kind === 'definite'
    ? { method: 'exact-elimination', leastPivot: exact.leastPivot }
    : undefined;
};
