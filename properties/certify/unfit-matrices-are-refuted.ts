import fc from 'fast-check';
import type { Matrix } from 'ml-matrix';
import { truth, worst } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type EdgeMatrix, edgeMatrices, matrixOf } from '../generators/edgeMatrices.ts';
import { type Certificates, ofCertificates, ourCertificates } from '../subjects/certificates.ts';

interface Case extends EdgeMatrix {
  readonly i: number;
  readonly j: number;
  /** What becomes of one entry x = Mᵢⱼ, and of it alone. */
  readonly change: 'one unit larger' | 'a little larger' | 'NaN' | 'Infinity';
}

const changed = (x: number, change: Case['change']): number => {
  // Below 2⁻¹⁰²² a unit is not relative to x.
  const unit = Math.sign(x) * Number.MIN_VALUE;
  switch (change) {
    case 'one unit larger':
      return x * (1 + 2 ** -52) + unit;
    case 'a little larger':
      return x * (1 + 2 ** -30) + unit;
    case 'NaN':
      return Number.NaN;
    case 'Infinity':
      return Number.POSITIVE_INFINITY;
    default:
      return change satisfies never;
  }
};

/** A diagonally dominant matrix, so that nothing but the change is wrong with it. */
const unfit = ({ rows, i, j, change }: Case): Matrix => {
  const matrix = matrixOf({ rows });
  const size = matrix.rows;
  for (let k = 0; k < size; k++) {
    matrix.set(k, k, 1 + matrix.getRow(k).reduce((sum, x) => sum + Math.abs(x), 0));
  }
  const from = i % size;
  const to = (from + 1 + (j % (size - 1))) % size;
  matrix.set(from, to, changed(matrix.get(from, to) || 1, change));
  return matrix;
};

const refuted =
  ({ positiveDefinite, conditionNumber }: Certificates) =>
  (value: Case) => {
    const matrix = unfit(value);
    const bound = { numerator: 2n ** 1000n, denominator: 1n };
    return worst([
      truth(positiveDefinite(matrix).status === 'refuted'),
      truth(conditionNumber(matrix, bound).status === 'refuted'),
    ]);
  };

export default {
  id: 'C1-unfit',
  claim:
    'A matrix with an entry that is not finite, or that differs from its mirror image by one unit, is refuted.',
  source: 'A4: only a symmetric matrix is a metric, and NaN loses every comparison',
  given: fc
    .tuple(
      edgeMatrices({ min: 2, max: 8 }),
      fc.nat({ max: 7 }),
      fc.nat({ max: 7 }),
      fc.constantFrom<Case['change']>('one unit larger', 'a little larger', 'NaN', 'Infinity'),
    )
    .map(([{ rows }, i, j, change]): Case => ({ rows, i, j, change })),
  ...ofCertificates(refuted),
  mutants: {
    'made symmetric first': refuted({
      ...ourCertificates,
      positiveDefinite: (M) => ourCertificates.positiveDefinite(M.clone().add(M.transpose())),
    }),
    'NaN proved': refuted({
      ...ourCertificates,
      conditionNumber: (M, bound) =>
        M.to1DArray().some(Number.isNaN)
          ? { status: 'proved', margin: Number.NaN }
          : ourCertificates.conditionNumber(M, bound),
    }),
  },
} satisfies Claim<Case>;
