import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';

/**
 * (D̄L)ᵢ = [L(θ'₁ … θ'ᵢ, θᵢ₊₁ …) − L(θ'₁ … θ'ᵢ₋₁, θᵢ …)] / Δᵢ, coordinates taken in the order of their index;
 * ∂ᵢL at the point between where Δᵢ = 0.
 *
 * The quotients telescope: D̄Lᵀ Δ = L(θ') − L(θ) for any L whatever, differentiable or not.
 *
 * Source: P10; Itoh, Abe, J. Comput. Phys. 76 (1988).
 * @param theta θ, shape (D)
 * @param next θ', shape (D)
 * @param time t at which L stands still
 * @returns D̄L, shape (D)
 * Cost: D + 1 values, and one gradient for each Δᵢ = 0.
 */
export const itohAbeGradient = (loss: Loss, theta: Vector, next: Vector, time: number): Vector => {
  const result = new Float64Array(theta.length);
  const point = theta.slice();
  let before = loss.value(point, time);
  for (let i = 0; i < theta.length; i++) {
    const delta = next[i]! - theta[i]!;
    if (delta === 0) {
      result[i] = loss.gradient(point, time)[i]!;
      continue;
    }
    point[i] = next[i]!;
    const after = loss.value(point, time);
    result[i] = (after - before) / delta;
    before = after;
  }
  return result;
};
