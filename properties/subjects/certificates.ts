import type { Matrix } from 'ml-matrix';
import { certifyConditionNumber, type Rational } from '../../src/certify/conditionNumber.ts';
import { certifyMapsTo } from '../../src/certify/mapsTo.ts';
import { certifyPositiveDefinite, type DefinitenessCertificate } from '../../src/certify/positiveDefinite.ts';
import { shiftedCholesky } from '../../src/linalg/shiftedCholesky.ts';
import type { ClaimOf, Holds } from '../../src/types/claim.ts';
import type { Certificate } from '../../src/types/verdict.ts';

/** The certificates that claims judge. */
export interface Certificates {
  /** Whether a factorisation in floating point proves a symmetric matrix positive definite, given row by row. */
  readonly cholesky: (size: number, entries: Float64Array) => boolean;
  readonly positiveDefinite: (M: Matrix) => Certificate & Pick<DefinitenessCertificate, 'witness'>;
  /** M g = y. */
  readonly mapsTo: (M: Matrix, g: readonly number[], y: readonly number[]) => Certificate;
  /** κ(M) ≤ bound. */
  readonly conditionNumber: (M: Matrix, bound: Rational) => Certificate;
}

/** Those of src/certify, and the factorisation under them. */
export const ourCertificates: Certificates = {
  cholesky: (size, entries) => shiftedCholesky(size, entries).leastPivot !== undefined,
  positiveDefinite: certifyPositiveDefinite,
  mapsTo: certifyMapsTo,
  conditionNumber: certifyConditionNumber,
};

/** A claim about certificates, of ours and of any others. */
export const ofCertificates = <Case>(
  holds: (certificates: Certificates) => Holds<Case>,
): { readonly holds: Holds<Case>; readonly of: ClaimOf<Case> } => {
  const of: ClaimOf<Case, Certificates> = { kind: 'certificate', holds };
  return { holds: holds(ourCertificates), of };
};
