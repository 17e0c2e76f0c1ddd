import type { Matrix } from 'ml-matrix';
import type { Certificate } from '../../../src/types/verdict.ts';
import { type Certificates, ourCertificates } from '../../subjects/certificates.ts';

/** A certificate that knows nothing but yes and no. */
const said = (holds: boolean): Certificate =>
  holds ? { status: 'proved', margin: 1 } : { status: 'refuted', margin: -1 };

/** Whether a matrix is a matter of numbers at all: finite and symmetric. */
const isFit = (M: Matrix): boolean =>
  M.isSymmetric() && M.to1DArray().every((entry) => Number.isFinite(entry));

/** Our certificates, but M ≻ 0 decided by a test that is no proof; what is not finite or not symmetric is refuted as ours does. */
export const definiteWhere = (test: (M: Matrix) => boolean): Certificates => ({
  ...ourCertificates,
  positiveDefinite(M) {
    const right = ourCertificates.positiveDefinite(M);
    return isFit(M) ? { ...right, ...said(test(M)) } : right;
  },
});

/** Our certificates, but κ(M) ≤ K decided by a test that is no proof, wherever M ≻ 0. */
export const conditionedWhere = (test: (M: Matrix, K: number) => boolean): Certificates => ({
  ...ourCertificates,
  conditionNumber: (M, bound) =>
    ourCertificates.positiveDefinite(M).status === 'proved'
      ? said(test(M, Number(bound.numerator) / Number(bound.denominator)))
      : ourCertificates.conditionNumber(M, bound),
});

/** Our certificates, but M g = y decided by a test of each coordinate: Mᵢ, g and yᵢ, and y. */
export const mappedWhere = (
  test: (row: readonly number[], g: readonly number[], yi: number, y: readonly number[]) => boolean,
): Certificates => ({
  ...ourCertificates,
  mapsTo: (M, g, y) => said(y.every((yi, i) => test(M.getRow(i), g, yi, y))),
});
