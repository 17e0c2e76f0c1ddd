import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Rational } from '../../src/certify/conditionNumber.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Certificate } from '../../src/types/verdict.ts';
import { type SpectralIntegers, spectralIntegers } from '../generators/spectralIntegers.ts';
import { ofCertificates } from '../subjects/certificates.ts';

interface Case extends SpectralIntegers {
  /** K = κ·numerator/denominator. */
  readonly factor: Rational;
}

/** Never proved below κ, never refuted from κ on, and decided wherever K is 2⁻²⁰ or more off κ. */
const right = (certify: (matrix: Matrix, bound: Rational) => Certificate['status']) => (value: Case) => {
  const { matrix, eigenvalues, factor } = value;
  const bound = {
    numerator: factor.numerator * BigInt(Math.max(...eigenvalues)),
    denominator: factor.denominator * BigInt(Math.min(...eigenvalues)),
  };
  const status = certify(new Matrix(matrix.map((row) => [...row])), bound);
  const holds = factor.numerator >= factor.denominator;
  const gap = Math.abs(Number(factor.numerator) / Number(factor.denominator) - 1);
  if (status === 'inconclusive') return truth(gap < 2 ** -20);
  return truth(status === (holds ? 'proved' : 'refuted'));
};

const ratio = (matrix: Matrix): number => {
  const values = new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues;
  return Math.max(...values) / Math.min(...values);
};

const asNumber = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);

const unit = 2n ** 52n;

export default {
  id: 'C3-never-wrong',
  claim:
    'certifyConditionNumber never proves κ ≤ K where κ > K, never refutes it where κ ≤ K, and decides wherever K differs from κ by a millionth.',
  source: 'X1, X2',
  given: fc
    .tuple(
      spectralIntegers({ dimension: { min: 1, max: 6 }, squares: false }),
      fc.oneof(
        fc
          .integer({ min: -40, max: 40 })
          .map((units): Rational => ({ numerator: unit + BigInt(units), denominator: unit })),
        fc.constant<Rational>({ numerator: 1n, denominator: 1n }),
        fc
          .tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }))
          .map(([n, d]): Rational => ({ numerator: BigInt(n), denominator: BigInt(d) })),
      ),
    )
    .map(([value, factor]): Case => ({ ...value, factor })),
  ...ofCertificates(({ conditionNumber }) => right((matrix, bound) => conditionNumber(matrix, bound).status)),
  mutants: {
    'ratio of floating-point eigenvalues': right((matrix, bound) =>
      ratio(matrix) <= asNumber(bound) ? 'proved' : 'refuted',
    ),
    'never decided': right(() => 'inconclusive'),
    'trace over D times least': right((matrix, bound) =>
      matrix.trace() / matrix.rows / Math.min(...matrix.diag()) <= asNumber(bound) ? 'proved' : 'refuted',
    ),
  },
} satisfies Claim<Case>;
