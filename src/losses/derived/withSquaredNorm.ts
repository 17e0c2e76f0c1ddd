import { gamma, leastPositive } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';

/**
 * L(θ, t) + ½λ‖θ‖², the loss of a rule that shrinks its weights.
 *
 * Facts: β and μ grow by λ; landmarks, samples and the minimum of L say nothing about the sum and are left out.
 * Accuracy: the bound of L, at most D + 2 roundings of the penalty, two of each λθᵢ and one of each sum; underflow.
 * Cost: that of L, and O(D).
 */
export const withSquaredNorm = (loss: Loss, lambda: number): Loss => {
  const penalty = (theta: Float64Array): number => (lambda * theta.reduce((sum, x) => sum + x * x, 0)) / 2;
  return {
    name: `${loss.name} + ${lambda / 2}‖θ‖²`,
    dimension: loss.dimension,
    facts: { ...loss.facts, stochastic: false, degree: Math.max(loss.facts.degree, 2) },
    value: (theta, time) => loss.value(theta, time) + penalty(theta),
    gradient: (theta, time) => loss.gradient(theta, time).map((d, i) => d + lambda * theta[i]!),
    ...(loss.timeDerivative && { timeDerivative: loss.timeDerivative }),
    ...(loss.differentiable && { differentiable: loss.differentiable }),
    ...(loss.smoothness !== undefined && { smoothness: loss.smoothness + lambda }),
    ...(loss.facts.convex && { strongConvexity: (loss.strongConvexity ?? 0) + lambda }),
    ...(loss.network && { network: loss.network }),
    ...(loss.blocks && { blocks: loss.blocks }),
    ...(loss.parameters && { parameters: loss.parameters }),
    roundoff(theta, time) {
      const { value, gradient } = loss.roundoff(theta, time);
      const slopes = loss.gradient(theta, time);
      const added = penalty(theta);
      const sum = Math.abs(loss.value(theta, time)) + added;
      return {
        value: value + gamma(loss.dimension + 2) * added + gamma(1) * sum + loss.dimension * leastPositive,
        gradient: gradient.map(
          (bound, i) =>
            bound + gamma(1) * Math.abs(slopes[i]!) + gamma(2) * Math.abs(lambda * theta[i]!) + leastPositive,
        ),
      };
    },
  };
};
