import fc from 'fast-check';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';
import type { Eigenvalue, Metric } from '../../src/metric/metric.ts';
import type { Claim } from '../../src/types/claim.ts';
import { generalPairs } from '../generators/generalPairs.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { eigenvectorTolerance } from '../rounding.ts';
import { type Metrics, ofMetrics, ourMetrics } from '../subjects/metrics.ts';

interface Case {
  readonly pair: EffectivePair;
  readonly kind: 'optimal' | 'family' | 'minimiser';
}

const metricOf = ({ optimal, family, minimiser }: Metrics, { pair, kind }: Case): Metric => {
  if (kind === 'optimal') return optimal(pair);
  if (kind === 'family') return family(pair, optimal(pair).eigenvalues[0]!.value * 3);
  return minimiser(
    pair,
    Array.from({ length: pair.g.length - 2 }, (_, k) => Math.cos(k)),
  );
};

/** ‖M v − λ v‖ ≤ tolerance·λmax, and all the vectors orthonormal. */
const consistent = (metrics: Metrics, change: (level: Eigenvalue) => Eigenvalue) => (value: Case) => {
  const metric = metricOf(metrics, value);
  const levels = metric.eigenvalues.map(change);
  const greatest = levels.at(-1)!.value;
  const vectors = levels.flatMap((level) =>
    Array.from({ length: level.multiplicity }, (_, k) => ({ value: level.value, v: level.vector(k) })),
  );
  return worst(
    vectors.flatMap(({ value: lambda, v }, k) => {
      const r = metric.apply(v).map((entry, i) => (entry - lambda * v[i]!) / greatest);
      return [
        atMost(Math.sqrt(plainDot(r, r)), eigenvectorTolerance),
        ...vectors
          .slice(0, k + 1)
          .map((other, l) =>
            atMost(Math.abs(plainDot(v, other.v) - (l === k ? 1 : 0)), eigenvectorTolerance),
          ),
      ];
    }),
  );
};

export default {
  id: 'P4-eigenpairs',
  claim: 'Every eigenvalue of a matrix-free metric comes with orthonormal vectors that satisfy M v = λ v.',
  source: 'P4, X5, X6',
  given: fc.record({
    pair: generalPairs({ dimension: { min: 2, max: 8 }, tangent: { min: -18, max: 8 }, scale: 20 }),
    kind: fc.constantFrom('optimal' as const, 'family' as const, 'minimiser' as const),
  }),
  ...ofMetrics((metrics) => consistent(metrics, (level) => level)),
  mutants: {
    'λ off by 1e-9': consistent(ourMetrics, (level) => ({ ...level, value: level.value * (1 + 1e-9) })),
    'the first vector twice': consistent(ourMetrics, (level) => ({
      ...level,
      vector: () => level.vector(0),
    })),
    'vectors off by 1e-9': consistent(ourMetrics, (level) => ({
      ...level,
      vector: (k) => level.vector(k).map((value, i) => value + (i === 0 ? 1e-9 : 0)),
    })),
  },
} satisfies Claim<Case>;
