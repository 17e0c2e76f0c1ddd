import fc from 'fast-check';
import type { Rational } from '../../src/certify/conditionNumber.ts';
import { truth, worst } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Certificate } from '../../src/types/verdict.ts';
import { type EdgeMatrix, edgeMatrices, matrixOf } from '../generators/edgeMatrices.ts';
import { image, metricsWithUpdate } from '../generators/integers.ts';
import { type Certificates, ofCertificates, ourCertificates } from '../subjects/certificates.ts';

interface Case {
  readonly edge: EdgeMatrix;
  readonly metric: { readonly matrix: readonly (readonly number[])[]; readonly g: readonly number[] };
  /** Added to the first coordinate of y = M g. */
  readonly excess: number;
  readonly bound: Rational;
}

/** Proved with a margin ≥ 0, refuted with one ≤ 0; of the boundary itself the margin is 0. */
const agrees = ({ status, margin }: Certificate) =>
  truth(status === 'inconclusive' || (status === 'proved' ? margin >= 0 : margin <= 0));

const consistent =
  ({ positiveDefinite, mapsTo, conditionNumber }: Certificates) =>
  ({ edge, metric, excess, bound }: Case) => {
    const matrix = matrixOf({ rows: metric.matrix });
    const y = image(metric.matrix, metric.g).map((value, i) => (i === 0 ? value + excess : value));
    return worst([
      agrees(positiveDefinite(matrixOf(edge))),
      agrees(mapsTo(matrix, metric.g, y)),
      agrees(conditionNumber(matrix, bound)),
    ]);
  };

export default {
  id: 'C4-margins',
  claim: 'The margin of a certificate is ≥ 0 where it is proved and ≤ 0 where it is refuted.',
  source:
    'definition of the margin: the distance from the boundary, positive on the side where the statement holds',
  given: fc.record({
    edge: edgeMatrices({ min: 1, max: 6 }),
    metric: metricsWithUpdate({ min: 1, max: 6 }),
    excess: fc.constantFrom(0, 2 ** -48, 1, -3),
    bound: fc
      .integer({ min: 1, max: 5000 })
      .map((n): Rational => ({ numerator: BigInt(n), denominator: 16n })),
  }),
  ...ofCertificates(consistent),
  mutants: {
    'the margin of definiteness negated': consistent({
      ...ourCertificates,
      positiveDefinite: (M) => {
        const certificate = ourCertificates.positiveDefinite(M);
        return { ...certificate, margin: -certificate.margin };
      },
    }),
    'the margin of M g = y as what is left over, unsigned': consistent({
      ...ourCertificates,
      mapsTo: (M, g, y) => {
        const { status, margin } = ourCertificates.mapsTo(M, g, y);
        return { status, margin: Math.abs(margin) };
      },
    }),
    'a margin of −1 either way': consistent({
      ...ourCertificates,
      conditionNumber: (M, bound) => ({ ...ourCertificates.conditionNumber(M, bound), margin: -1 }),
    }),
  },
} satisfies Claim<Case>;
