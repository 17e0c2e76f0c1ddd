import { gamma, underflow } from '../linalg/rounding.ts';
import { steadyFacts } from './data/facts.ts';
import { positiveWeights, separableFamily } from './separable/separableFamily.ts';

/** Kinks along every coordinate plane through the minimum: a constant gradient that never becomes small. */
export default separableFamily({
  name: 'l1',
  description: 'Σ wᵢ |θᵢ − mᵢ|, w > 0',
  facts: { ...steadyFacts, convex: true, smooth: false, degree: Number.POSITIVE_INFINITY },
  complexity: 6,
  parameters: positiveWeights,
  written: (of) => `| ${of} |`,
  /** f(d) = |d|, f′ = sign d, with 0 for the derivative that does not exist at 0; the sign of d is exact. */
  term: {
    value: (d, weight) => weight * Math.abs(d),
    slope: (d, weight) => weight * Math.sign(d),
    valueError: (d, weight) => gamma(2) * weight * Math.abs(d) + underflow,
    slopeError: () => 0,
  },
  differentiable: (d) => d !== 0,
  minimum: 0,
  landmark: 'kink',
});
