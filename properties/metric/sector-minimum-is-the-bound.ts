import fc from 'fast-check';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { type EffectivePair, effectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { sectorTolerance } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

/** q(p)/p on the frontier of the sector condition, which knows nothing of κ*. */
const ratio = ({ g, y }: IntegerPair, p: number): number => {
  const r = y.map((value, i) => value - p * g[i]!);
  return 1 + plainDot(r, r) / plainDot(r, g) / p;
};

/** The least q/p over p in (0, yᵀg/gᵀg), by golden section: log q/p is convex enough on the way. */
const least = (pair: IntegerPair): number => {
  const greatest = plainDot(pair.y, pair.g) / plainDot(pair.g, pair.g);
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, greatest];
  for (let k = 0; k < 80; k++) {
    const width = golden * (high - low);
    if (ratio(pair, high - width) < ratio(pair, low + width)) high = low + width;
    else low = high - width;
  }
  return ratio(pair, (low + high) / 2);
};

const agrees = (kappaOf: (pair: EffectivePair) => number) => (value: IntegerPair) => {
  const pair = effectivePair(value.g, value.y);
  // At ψ = 0 the infimum lies at the end of the interval, where r vanishes.
  if (pair.sine === 0) return atMost(Math.abs(kappaOf(pair) - 1), sectorTolerance(1));
  const [kappa, found] = [kappaOf(pair), least(value)];
  return atMost(Math.abs(found / kappa - 1), sectorTolerance(kappa));
};

export default {
  id: 'X1-minimum',
  claim: 'The least q/p of all sectors [p, q] that hold a metric with M g = y is κ*.',
  source: 'X1',
  given: fc.oneof(
    integerPairs({ min: 2, max: 8 }),
    integerPairs({ min: 1, max: 4 }).map(({ g }): IntegerPair => ({ g, y: g.map((value) => 3 * value) })),
  ),
  ...ofMetrics(({ bound }) => agrees(bound)),
  mutants: {
    'bound off by 1e-6': agrees((pair) => minimumConditionNumber(pair) * (1 + 1e-6)),
    '1/c²': agrees(({ cosine }) => 1 / cosine ** 2),
    '(1 + s)/c': agrees(({ cosine, sine }) => (1 + sine) / cosine),
  },
} satisfies Claim<IntegerPair>;
