import fc from 'fast-check';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { familyMetric } from '../../src/metric/family.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case extends IntegerPair {
  readonly factor: number;
}

/** tr(M(α)/α) − log det(M(α)/α) − D, from the eigenvalues of the metric. */
const divergence = (family: Metrics['family'], pair: IntegerPair, alpha: number): number =>
  family(effectivePair(pair.g, pair.y), alpha).eigenvalues.reduce(
    (sum, { value, multiplicity }) => sum + multiplicity * (value / alpha - Math.log(value / alpha) - 1),
    0,
  );

/** The minimum is −2 log c, at α = α*, and nowhere else is the divergence smaller. */
const minimised =
  (family: Metrics['family'], place: (pair: IntegerPair) => number, value: (cosine: number) => number) =>
  (given: Case) => {
    const alpha = place(given);
    const least = divergence(family, given, alpha);
    const expected = value(effectivePair(given.g, given.y).cosine);
    const elsewhere = divergence(family, given, alpha * given.factor);
    const size = 1 + given.g.length + Math.abs(expected) + Math.abs(elsewhere);
    return worst([
      atMost(Math.abs(least - expected), formulaRoundoff(size)),
      atMost(least - elsewhere, formulaRoundoff(size)),
    ]);
  };

const alphaStar = ({ g, y }: IntegerPair): number => plainDot(y, y) / plainDot(y, g);

export default {
  id: 'X4-log-det',
  claim: 'Over α the log-det divergence of M(α) from αI is least at α*, where it is −2 log cos ψ.',
  source: 'X4',
  given: fc
    .tuple(integerPairs({ min: 2, max: 8 }), fc.double({ min: 0.25, max: 4, noNaN: true }))
    .map(([pair, factor]): Case => ({ ...pair, factor })),
  ...ofMetrics(({ family }) => minimised(family, alphaStar, (cosine) => -2 * Math.log(cosine))),
  mutants: {
    'α 1 % above α*': minimised(
      familyMetric,
      (pair) => 1.01 * alphaStar(pair),
      (cosine) => -2 * Math.log(cosine),
    ),
    'minimum −log cos ψ': minimised(familyMetric, alphaStar, (cosine) => -Math.log(cosine)),
    'at yᵀg/gᵀg': minimised(
      familyMetric,
      ({ g, y }) => plainDot(y, g) / plainDot(g, g),
      (cosine) => -2 * Math.log(cosine),
    ),
  },
} satisfies Claim<Case>;
