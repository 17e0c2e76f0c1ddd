import { certifyConditionNumber } from '../../src/certify/conditionNumber.ts';
import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { pairGeometry } from '../../src/metric/pairGeometry.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type Competitor, competitors } from '../generators/competitor.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { competitorSlack } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

/** κ(M) below the bound is never proved of a matrix with M g = y, up to the rounding of M itself. */
const unbeaten =
  (bound: (g: Float64Array, y: Float64Array) => number) =>
  ({ g, y, matrix }: Competitor) => {
    const kappa = bound(g, y);
    const below = kappa * (1 - competitorSlack(g.length, kappa));
    if (!(below >= 1)) return vacuous();
    return truth(certifyConditionNumber(matrix, below).status !== 'proved');
  };

export default {
  id: 'P5-valid',
  claim: 'No symmetric positive definite M with M g = y has a condition number below κ*.',
  source: 'P5',
  given: competitors({ dimension: { min: 2, max: 16 } }),
  ...ofMetrics(({ bound }) => unbeaten((g, y) => bound(pairGeometry(g, y)))),
  mutants: {
    'κ* of twice the angle': unbeaten((g, y) => {
      const { sine, cosine } = pairGeometry(g, y);
      return minimumConditionNumber({ sine: 2 * sine * cosine, cosine: Math.abs(1 - 2 * sine * sine) });
    }),
    '1/c² for (1 + s)²/c²': unbeaten((g, y) => (1 + 3 / pairGeometry(g, y).cosine) ** 2),
    'yᵀy·gᵀg/(yᵀg) without the square': unbeaten(
      (g, y) => (4 * plainDot(y, y) * plainDot(g, g)) / plainDot(y, g),
    ),
  },
} satisfies Claim<Competitor>;
