import { atMost } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import { determinant, logOfFraction } from '../exact/determinant.ts';
import { exactFamily } from '../exact/exactMetric.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { logTolerance } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

/** α = α*, so that the exact matrix has small integers. */
const agrees = (logDeterminant: (pair: IntegerPair, alpha: number) => number) => (pair: IntegerPair) => {
  const size = pair.g.length;
  const { n, d } = exactFamily(pair.g, pair.y);
  const exact = logOfFraction({ n: determinant(n), d: d ** BigInt(size) });
  const alpha = plainDot(pair.y, pair.y) / plainDot(pair.y, pair.g);
  const terms = size * Math.abs(Math.log(alpha)) + Math.abs(exact) + size;
  return atMost(Math.abs(logDeterminant(pair, alpha) - exact), logTolerance(size) * terms);
};

export default {
  id: 'P4-determinant',
  claim: 'log det M(α) = (D − 1) log α + log(yᵀg/gᵀg).',
  source: 'P4',
  given: integerPairs({ min: 1, max: 7 }),
  ...ofMetrics(({ family }) => agrees((pair, alpha) => family(effectivePair(pair.g, pair.y), alpha).logDet)),
  mutants: {
    'D log α': agrees(
      ({ g, y }, alpha) => g.length * Math.log(alpha) + Math.log(plainDot(y, g) / plainDot(g, g)),
    ),
    'yᵀg/yᵀy for yᵀg/gᵀg': agrees(
      ({ g, y }, alpha) => (g.length - 1) * Math.log(alpha) + Math.log(plainDot(y, g) / plainDot(y, y)),
    ),
  },
} satisfies Claim<IntegerPair>;
