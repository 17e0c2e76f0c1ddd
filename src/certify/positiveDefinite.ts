import { exactDimension } from '../linalg/definiteness.ts';
import type { DenseMatrix } from '../linalg/denseMatrix.ts';
import { dyadicVector } from '../linalg/exact.ts';
import { exactDefiniteness } from '../linalg/fractionFree.ts';
import { shiftedCholesky } from '../linalg/shiftedCholesky.ts';
import { symmetricSpectrum } from '../linalg/symmetric.ts';
import type { Vector } from '../types/vector.ts';
import type { Certificate } from '../types/verdict.ts';
import { readSymmetric } from './matrix.ts';
import { quadraticForm } from './quadraticForm.ts';

/** What is known of M ≻ 0, how, and by which vector it fails. */
export interface DefinitenessCertificate extends Certificate {
  readonly method: 'inspection' | 'shifted-cholesky' | 'exact-elimination' | 'witness' | 'none';
  /** x ≠ 0 in exact integers with xᵀMx ≤ 0, shape (D); where M is finite, symmetric and not positive definite. */
  readonly witness?: readonly bigint[];
  /** What is wrong, in words, where that is no matter of numbers: not finite, not symmetric. */
  readonly reason?: string;
}

/**
 * M = Mᵀ and xᵀMx > 0 for every x ≠ 0.
 *
 * Proved by a shifted Cholesky factorisation, or by fraction-free elimination on integers up to D = 24; refuted by an
 * entry that is not finite, by any asymmetry, or by a vector x with xᵀMx ≤ 0 in exact arithmetic. The 0 × 0 matrix is
 * positive definite, there being no x ≠ 0.
 * Source: Rump, BIT 46 (2006); Bareiss, Math. Comp. 22 (1968).
 *
 * @param M square matrix, such as an ml-matrix `Matrix`
 * @returns margin: where proved, the least pivot relative to its diagonal entry; where refuted, xᵀMx relative to
 * Σ|xᵢMᵢⱼxⱼ| (0 for a singular matrix) or minus the relative asymmetry; NaN where an entry is not finite
 * @throws TypeError where M is not square
 * Accuracy: never wrong; for D ≤ 24 never inconclusive. Cost: O(D³).
 */
export const certifyPositiveDefinite = (M: DenseMatrix): DefinitenessCertificate => {
  const read = readSymmetric('certifyPositiveDefinite', M);
  const { size, entries } = read;
  if (read.fault !== undefined) {
    return { status: 'refuted', margin: read.margin, method: 'inspection', reason: read.fault };
  }
  if (size === 0) return { status: 'proved', margin: Number.POSITIVE_INFINITY, method: 'inspection' };
  for (let i = 0; i < size; i++) {
    if (!(entries[i * size + i]! > 0)) return refutation(size, entries, axis(size, i));
  }
  const { leastPivot, direction } = shiftedCholesky(size, entries);
  if (leastPivot !== undefined) {
    return { status: 'proved', margin: leastPivot, method: 'shifted-cholesky' };
  }
  if (size <= exactDimension) {
    const exact = exactDefiniteness(size, entries);
    return exact.witness
      ? refutation(size, entries, exact.witness)
      : { status: 'proved', margin: exact.leastPivot, method: 'exact-elimination' };
  }
  return (
    attempt(size, entries, direction!) ??
    attempt(size, entries, symmetricSpectrum(size, entries).vectors[0]!) ?? {
      status: 'inconclusive',
      margin: Number.NaN,
      method: 'none',
    }
  );
};

const axis = (size: number, i: number): readonly bigint[] =>
  Array.from({ length: size }, (_, k) => (k === i ? 1n : 0n));

const refutation = (size: number, entries: Vector, witness: readonly bigint[]): DefinitenessCertificate => ({
  status: 'refuted',
  margin: quadraticForm(size, entries, witness).relative,
  method: 'witness',
  witness,
});

/** Any x ≠ 0 will do, for the form is exact: what has overflowed in x reads as ±2¹⁰²⁴, and NaN as a number near it. */
const attempt = (size: number, entries: Vector, x: Vector): DefinitenessCertificate | undefined => {
  const witness = dyadicVector(x).integers;
  return quadraticForm(size, entries, witness).sign <= 0 ? refutation(size, entries, witness) : undefined;
};
