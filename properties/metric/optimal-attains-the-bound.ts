import type { Matrix } from 'ml-matrix';
import { certifyConditionNumber } from '../../src/certify/conditionNumber.ts';
import { certifyMapsTo } from '../../src/certify/mapsTo.ts';
import { certified, worst } from '../../src/checks/outcome/outcome.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import { ordinaryPairs } from '../generators/ordinaryPairs.ts';
import { plainDot, plainFamily, plainMatrix } from '../plain/plainMetric.ts';
import { denseConditionSlack, greatestProvenAngle } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

/** M g = y, and κ(M) ≤ κ* up to what rounding the entries and proving it in doubles costs. */
const attains = (construct: (pair: EffectivePair) => Matrix) => (pair: EffectivePair) => {
  const matrix = construct(pair);
  const bound = minimumConditionNumber(pair);
  return worst([
    certified(certifyMapsTo(matrix, pair.g, pair.y)),
    certified(certifyConditionNumber(matrix, bound * (1 + denseConditionSlack(pair.g.length, bound)))),
  ]);
};

export default {
  id: 'P5-attained',
  claim: 'M(α*) maps g to y and has the condition number κ* = (1 + s)/(1 − s).',
  source: 'P5',
  given: ordinaryPairs({ dimension: { min: 2, max: 24 }, angle: { min: 0, max: greatestProvenAngle } }),
  ...ofMetrics(({ optimal }) => attains((pair) => optimal(pair).toDense())),
  mutants: {
    'α off by 1 %': attains((pair) => plainFamily(pair, 1.01)),
    'yᵀy for yᵀg in the first term': attains(({ g, y }) => {
      const [yy, gg, yg] = [plainDot(y, y), plainDot(g, g), plainDot(y, g)];
      return plainMatrix({ y, g, ofY: 1 / yy, alpha: yy / yg, ofG: yy / yg / gg });
    }),
    'complement missing': attains(({ g, y }) =>
      plainMatrix({ y, g, ofY: 1 / plainDot(y, g), alpha: 0, ofG: 0 }),
    ),
    'y and g exchanged': attains(({ g, y }) => plainFamily({ g: y, y: g }, 1)),
    'α = 1': attains(({ g, y }) =>
      plainMatrix({ y, g, ofY: 1 / plainDot(y, g), alpha: 1, ofG: 1 / plainDot(g, g) }),
    ),
  },
} satisfies Claim<EffectivePair>;
