import type { Vector } from '../../types/vector.ts';

/** Biased first and second moments of the gradient, each of shape (D), and how many gradients they have seen. */
export interface Moments {
  readonly count: number;
  readonly mean: Vector;
  readonly square: Vector;
}

/** m₀ = v₀ = 0. @param dimension D */
export const zeroMoments = (dimension: number): Moments => ({
  count: 0,
  mean: new Float64Array(dimension),
  square: new Float64Array(dimension),
});

/**
 * m ← β₁m + (1 − β₁)d, v ← β₂v + (1 − β₂)d², for the gradient d, shape (D).
 * Source: Kingma and Ba 2015, algorithm 1.
 */
export const nextMoments = (
  moments: Moments,
  gradient: Vector,
  { beta1, beta2 }: { readonly beta1: number; readonly beta2: number },
): Moments => ({
  count: moments.count + 1,
  mean: moments.mean.map((m, i) => beta1 * m + (1 - beta1) * gradient[i]!),
  square: moments.square.map((v, i) => beta2 * v + (1 - beta2) * gradient[i]! ** 2),
});

/**
 * m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), t the number of gradients seen, shape (D).
 * Source: Kingma and Ba 2015, algorithm 1.
 */
export const adaptiveDirection = (
  { count, mean, square }: Moments,
  { beta1, beta2, epsilon }: { readonly beta1: number; readonly beta2: number; readonly epsilon: number },
): Vector => {
  const meanWeight = 1 - beta1 ** count;
  const squareWeight = 1 - beta2 ** count;
  return mean.map((m, i) => m / meanWeight / (Math.sqrt(square[i]! / squareWeight) + epsilon));
};
