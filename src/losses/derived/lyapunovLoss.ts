import { gamma, leastPositive } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import { steadyFacts } from '../data/facts.ts';

/**
 * L(x) = ½ Σ pᵢxᵢ², pᵢ = 4^(i − D + 1), so that p of the last coordinate is 1.
 *
 * Accuracy: pᵢ is a power of two, so that ∇L is exact and L has one rounding a product and D of the sum;
 * products may underflow.
 * Cost: O(D).
 */
export const lyapunovLoss = (dimension: number): Loss => {
  const p = Float64Array.from({ length: dimension }, (_, i) => 4 ** (i - dimension + 1));
  const value = (theta: Float64Array): number => theta.reduce((sum, x, i) => sum + p[i]! * x * x, 0) / 2;
  return {
    name: '½ Σ 4^(i − D + 1) xᵢ²',
    dimension,
    facts: { ...steadyFacts, convex: true, smooth: true, degree: 2 },
    value,
    gradient: (theta) => theta.map((x, i) => p[i]! * x),
    roundoff: (theta) => ({
      value: gamma(dimension + 1) * value(theta) + dimension * leastPositive,
      gradient: new Float64Array(dimension).fill(leastPositive),
    }),
    smoothness: 1,
    strongConvexity: p[0]!,
    minimum: 0,
  };
};
