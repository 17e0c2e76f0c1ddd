import fc from 'fast-check';
import { atMost, truth, worst } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { eigenvalueTolerance } from '../rounding.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case extends IntegerPair {
  readonly t: number;
  readonly r: number;
}

/** Eigenvalues of M(t g, r y) against those of M(g, y) times a factor; integers t and r keep the pair exact. */
const scales =
  (optimal: Metrics['optimal'], factor: (t: number, r: number) => number) =>
  ({ g, y, t, r }: Case) => {
    const before = optimal(effectivePair(g, y)).eigenvalues;
    const after = optimal(
      effectivePair(
        g.map((value) => t * value),
        y.map((value) => r * value),
      ),
    ).eigenvalues;
    if (before.length !== after.length) return truth(false);
    return worst(
      after.map(({ value }, k) =>
        atMost(Math.abs(value / (factor(t, r) * before[k]!.value) - 1), 2 * eigenvalueTolerance),
      ),
    );
  };

export default {
  id: 'X7-scale',
  claim: 'M(t g, r y) = (r/t) M(g, y) for r, t > 0 and the optimal metric.',
  source: 'X7',
  given: fc
    .tuple(
      integerPairs({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 1e6 }),
    )
    .map(([pair, t, r]): Case => ({ ...pair, t, r })),
  ...ofMetrics(({ optimal }) => scales(optimal, (t, r) => r / t)),
  mutants: {
    't/r': scales(optimalMetric, (t, r) => t / r),
    'r t': scales(optimalMetric, (t, r) => r * t),
    invariant: scales(optimalMetric, () => 1),
  },
} satisfies Claim<Case>;
