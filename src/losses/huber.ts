import { gamma, underflow } from '../linalg/rounding.ts';
import { steadyFacts } from './data/facts.ts';
import { positiveWeights, separableFamily } from './separable/separableFamily.ts';

/** A parabola that turns into a cone: the gradient is bounded, and the curvature ends abruptly. */
export default separableFamily({
  name: 'huber',
  description: 'Σ wᵢ h(θᵢ − mᵢ), h(d) = d²/2 for |d| ≤ 1, |d| − ½ beyond',
  source: 'Huber, Ann. Math. Stat. 35 (1964)',
  facts: { ...steadyFacts, convex: true, smooth: true, degree: Number.POSITIVE_INFINITY },
  complexity: 5,
  parameters: positiveWeights,
  written: (of) => `h ${of}`,
  /**
   * f(d) = d²/2 for |d| ≤ 1 and |d| − ½ beyond. f′ = max(−1, min(d, 1)) is continuous, so a d that is rounded across
   * |d| = 1 does no harm.
   */
  term: {
    value: (d, weight) => weight * (Math.abs(d) <= 1 ? (d * d) / 2 : Math.abs(d) - 1 / 2),
    slope: (d, weight) => weight * Math.max(-1, Math.min(d, 1)),
    valueError: (d, weight) =>
      gamma(4) * weight * Math.abs(d) * Math.min(Math.abs(d), 1) + (weight + 1) * underflow,
    slopeError: (d, weight) => gamma(3) * weight * Math.min(Math.abs(d), 1) + underflow,
  },
  minimum: 0,
  landmark: 'minimum',
  smoothness: (weights) => Math.max(...weights),
});
