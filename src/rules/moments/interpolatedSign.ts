import type { Vector } from '../../types/vector.ts';

/**
 * sign(β₁m + (1 − β₁)∇L) and the next m = β₂m + (1 − β₂)∇L, each of shape (D).
 * Source: Chen et al. 2023, algorithm 2. Cost: O(D).
 */
export const interpolatedSign = (
  mean: Vector,
  gradient: Vector,
  { beta1, beta2 }: { readonly beta1: number; readonly beta2: number },
): { readonly direction: Vector; readonly mean: Vector } => ({
  direction: mean.map((m, i) => Math.sign(beta1 * m + (1 - beta1) * gradient[i]!)),
  mean: mean.map((m, i) => beta2 * m + (1 - beta2) * gradient[i]!),
});
