import type { Vector } from '../../types/vector.ts';
import { type Moments, zeroMoments } from './adaptiveMoments.ts';

/** Moments of the gradient, and the product of the weights that m and the gradient were put together with so far. */
export interface NesterovMoments extends Moments {
  /** μ₁⋯μₜ */
  readonly product: number;
}

/** m₀ = v₀ = 0, and the empty product. @param dimension D */
export const zeroNesterovMoments = (dimension: number): NesterovMoments => ({
  ...zeroMoments(dimension),
  product: 1,
});

/** μₜ = β₁(1 − ½·0.96^(ψt)). Source: Dozat 2016. @param decay ψ @param t from 1 */
export const scheduledWeight = (beta1: number, decay: number, t: number): number =>
  beta1 * (1 - 0.5 * 0.96 ** (decay * t));

/**
 * (μₜ₊₁m/(1 − μ₁⋯μₜ₊₁) + (1 − μₜ)∇L/(1 − μ₁⋯μₜ))/(√(v/(1 − β₂ᵗ)) + ε), shape (D).
 * Source: Dozat 2016, algorithm 2.
 *
 * @param now μₜ @param ahead μₜ₊₁
 */
export const nesterovDirection = (
  { count, mean, square, product }: NesterovMoments,
  gradient: Vector,
  { now, ahead, beta2, epsilon }: Readonly<Record<'now' | 'ahead' | 'beta2' | 'epsilon', number>>,
): Vector => {
  const squareWeight = 1 - beta2 ** count;
  return mean.map((m, i) => {
    const together = (ahead * m) / (1 - product * ahead) + ((1 - now) * gradient[i]!) / (1 - product);
    return together / (Math.sqrt(square[i]! / squareWeight) + epsilon);
  });
};
