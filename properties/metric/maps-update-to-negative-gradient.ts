import fc from 'fast-check';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { normalised } from '../../src/linalg/planeDirection.ts';
import { scaledToNumber } from '../../src/linalg/scaled.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { generalPairs } from '../generators/generalPairs.ts';
import { ordinaryPairs } from '../generators/ordinaryPairs.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { applyTolerance } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

/** |M g − y|ᵢ ≤ γ (B|g|)ᵢ, (B|g|)ᵢ = ‖y‖ (|ŷᵢ| |ŷ|ᵀ|ĝ| + 2|ĝᵢ|)/c for α = α*. */
const maps = (apply: (pair: EffectivePair) => readonly Vector[]) => (pair: EffectivePair) => {
  const norm = scaledToNumber(pair.yNorm);
  const [g, y] = [normalised(pair.g).map(Math.abs), normalised(pair.y).map(Math.abs)];
  const across = plainDot(g, y);
  return worst(
    apply(pair).flatMap((image) =>
      Array.from(image, (value, i) => {
        const size = (y[i]! * across + 2 * g[i]!) / pair.cosine;
        const error = Math.abs(value - pair.y[i]!) / norm;
        return size > 0 ? atMost(error / size, applyTolerance) : atMost(error, 0);
      }),
    ),
  );
};

const alphaStar = ({ g, y }: EffectivePair): number => plainDot(y, y) / plainDot(y, g);

export default {
  id: 'P4-maps',
  claim:
    'The matrix-free metrics map g to y, coordinate by coordinate up to γ·B|g|, at every angle and scale.',
  source: 'P4, A5',
  given: fc.oneof(
    ordinaryPairs({ dimension: { min: 1, max: 100 } }),
    generalPairs({ dimension: { min: 2, max: 40 }, tangent: { min: -20, max: 14 }, scale: 60 }),
  ),
  ...ofMetrics(({ optimal, family }) =>
    maps((pair) => {
      const metric = optimal(pair);
      const half = family(pair, metric.eigenvalues.at(-1)!.value / 2 / (1 + pair.sine));
      return [metric.apply(pair.g), half.apply(pair.g)];
    }),
  ),
  mutants: {
    'yᵀy for yᵀg': maps(({ g, y }) => [y.map((value) => (value * plainDot(y, g)) / plainDot(y, y))]),
    'complement of y': maps((pair) => {
      const { g, y } = pair;
      const weight = plainDot(y, g) / plainDot(y, y);
      return [y.map((value, i) => value + alphaStar(pair) * (g[i]! - weight * value))];
    }),
    'an error of 1e-12': maps(({ y }) => [y.map((value) => value * (1 + 1e-12))]),
  },
} satisfies Claim<EffectivePair>;
