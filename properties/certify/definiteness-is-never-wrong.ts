import { CholeskyDecomposition, EigenvalueDecomposition, type Matrix } from 'ml-matrix';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Certificate } from '../../src/types/verdict.ts';
import { exactMatrix } from '../exact/exactMetric.ts';
import { inertia } from '../exact/inertia.ts';
import { type EdgeMatrix, edgeMatrices, matrixOf } from '../generators/edgeMatrices.ts';
import { ofCertificates } from '../subjects/certificates.ts';

/** The verdict against the inertia of the same doubles as fractions; undecided is wrong as well at this size. */
const right = (certify: (matrix: Matrix) => Certificate['status']) => (value: EdgeMatrix) => {
  const matrix = matrixOf(value);
  const { positive } = inertia(exactMatrix(matrix).n);
  return truth(certify(matrix) === (positive === value.rows.length ? 'proved' : 'refuted'));
};

const said = (definite: boolean): Certificate['status'] => (definite ? 'proved' : 'refuted');

const leastEigenvalue = (matrix: Matrix): number =>
  Math.min(...new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues);

export default {
  id: 'C1-never-wrong',
  claim:
    'certifyPositiveDefinite says proved iff the matrix is positive definite in exact arithmetic, and decides every matrix up to D = 24.',
  source: 'Rump, BIT Numer. Math. 46 (2006); Bareiss, Math. Comp. 22 (1968)',
  given: edgeMatrices({ min: 1, max: 6 }),
  ...ofCertificates(({ positiveDefinite }) => right((matrix) => positiveDefinite(matrix).status)),
  mutants: {
    'Cholesky of ml-matrix': right((matrix) => said(new CholeskyDecomposition(matrix).isPositiveDefinite())),
    'eigenvalues above 0': right((matrix) => said(leastEigenvalue(matrix) > 0)),
    'eigenvalues above D u λmax': right((matrix) =>
      said(leastEigenvalue(matrix) > matrix.rows * 2 ** -52 * matrix.norm()),
    ),
    'diagonal above 0': right((matrix) => said(matrix.diag().every((value) => value > 0))),
  },
} satisfies Claim<EdgeMatrix>;
