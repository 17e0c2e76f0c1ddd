import { certifyPositiveDefinite } from '../../src/certify/positiveDefinite.ts';
import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactMatrix } from '../exact/exactMetric.ts';
import { type EdgeMatrix, edgeMatrices, matrixOf } from '../generators/edgeMatrices.ts';
import { type Certificates, ofCertificates } from '../subjects/certificates.ts';

/** xᵀMx ≤ 0 in fractions for the vector x that comes with every refutation, and x ≠ 0. */
const refutes =
  (positiveDefinite: Certificates['positiveDefinite'], change: (x: readonly bigint[]) => readonly bigint[]) =>
  (value: EdgeMatrix) => {
    const matrix = matrixOf(value);
    const { status, witness } = positiveDefinite(matrix);
    if (status !== 'refuted') return vacuous();
    if (!witness?.some((entry) => entry !== 0n)) return truth(false);
    const x = change(witness);
    const { n } = exactMatrix(matrix);
    const form = n.reduce(
      (sum, row, i) => sum + x[i]! * row.reduce((part, entry, j) => part + entry * x[j]!, 0n),
      0n,
    );
    return truth(form <= 0n);
  };

export default {
  id: 'C1-witness',
  claim: 'Every refutation of a symmetric matrix holds a vector x ≠ 0 with xᵀMx ≤ 0 in exact arithmetic.',
  source: 'A4',
  given: edgeMatrices({ min: 1, max: 8 }),
  ...ofCertificates(({ positiveDefinite }) => refutes(positiveDefinite, (x) => x)),
  mutants: {
    'first axis': refutes(certifyPositiveDefinite, (x) => x.map((_, i) => (i === 0 ? 1n : 0n))),
    'all ones': refutes(certifyPositiveDefinite, (x) => x.map(() => 1n)),
    'signs dropped': refutes(certifyPositiveDefinite, (x) => x.map((entry) => (entry < 0n ? -entry : entry))),
  },
} satisfies Claim<EdgeMatrix>;
