import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { certifyPositiveDefinite } from '../../src/certify/positiveDefinite.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { seededRandom } from '../../src/linalg/seeded.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Certificate } from '../../src/types/verdict.ts';
import { ofCertificates } from '../subjects/certificates.ts';

interface Case {
  readonly size: number;
  readonly seed: number;
  /** What is added to the diagonal of a singular Gram matrix: M ≻ 0 iff it is above 0. */
  readonly lift: number;
}

const matrixOf = ({ size, seed, lift }: Case): Matrix => {
  const random = seededRandom(seed, 'large');
  const vectors = Array.from({ length: size }, () =>
    Array.from({ length: size - 1 }, () => Math.floor(9 * random()) - 4),
  );
  return new Matrix(
    vectors.map((a, i) =>
      vectors.map((b, j) => a.reduce((sum, value, k) => sum + value * b[k]!, 0) + (i === j ? lift : 0)),
    ),
  );
};

/** Never proved of a matrix that is not definite, never refuted of one that is, decided a unit away from singular. */
const right = (certify: (matrix: Matrix) => Certificate['status']) => (value: Case) => {
  const status = certify(matrixOf(value));
  if (status === 'inconclusive') return truth(Math.abs(value.lift) < 1);
  return truth(status === (value.lift > 0 ? 'proved' : 'refuted'));
};

const said = (definite: boolean): Certificate['status'] => (definite ? 'proved' : 'refuted');

export default {
  id: 'C1-large',
  claim:
    'Beyond D = 24, where exact elimination is not tried, the certificate of definiteness is never wrong, and decides a unit away from singular.',
  source: 'Rump, BIT Numer. Math. 46 (2006)',
  given: fc.record({
    size: fc.integer({ min: 25, max: 40 }),
    seed: fc.integer(),
    lift: fc.constantFrom(-1, -(2 ** -30), 0, 2 ** -30, 1),
  }),
  ...ofCertificates(({ positiveDefinite }) => right((matrix) => positiveDefinite(matrix).status)),
  mutants: {
    'lift of a thousandth assumed': right((matrix) =>
      said(
        certifyPositiveDefinite(Matrix.add(matrix, Matrix.eye(matrix.rows).mul(1e-3))).status === 'proved',
      ),
    ),
    'never decided': right(() => 'inconclusive'),
    'diagonal above 0': right((matrix) => said(matrix.diag().every((value) => value > 0))),
  },
} satisfies Claim<Case>;
