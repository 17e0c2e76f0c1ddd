import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';

/** A quadrature on [0, 1]: nodes σ and weights that sum to 1. */
interface Quadrature {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

const root3 = Math.sqrt(1 / 3);
const root5 = Math.sqrt(3 / 5);

/** Gauss–Legendre with n nodes, exact on polynomials of degree 2n − 1. Source: Abramowitz, Stegun, 25.4.30. */
const midpoint: Quadrature = { nodes: [1 / 2], weights: [1] };
const twoPoints: Quadrature = { nodes: [(1 - root3) / 2, (1 + root3) / 2], weights: [1 / 2, 1 / 2] };
const threePoints: Quadrature = {
  nodes: [(1 - root5) / 2, 1 / 2, (1 + root5) / 2],
  weights: [5 / 18, 8 / 18, 5 / 18],
};

/** Where no polynomial degree promises exactness: three points on each of this many panels. */
const panels = 16;

/**
 * D̄L = ∫₀¹ ∇L(θ + σ Δ, t) dσ, Δ = θ' − θ; ∇L(θ) where Δ = 0.
 *
 * D̄Lᵀ Δ = L(θ') − L(θ): exactly for polynomials up to degree 6, whose gradient the quadrature integrates
 * without error; up to the quadrature error otherwise, O(‖Δ‖⁶/16⁶) where L is smooth along the step.
 *
 * Source: P10; Harten, Lax, van Leer, SIAM Rev. 25 (1983).
 * @param theta θ, shape (D)
 * @param next θ', shape (D)
 * @param time t at which L stands still
 * @returns D̄L, shape (D)
 * Cost: one gradient for degree 2, two for degree 4, three for degree 6, 48 beyond.
 */
export const meanValueGradient = (loss: Loss, theta: Vector, next: Vector, time: number): Vector => {
  const { degree } = loss.facts;
  if (sameEntries(theta, next)) return loss.gradient(theta, time);
  const result = new Float64Array(theta.length);
  const point = new Float64Array(theta.length);
  const rule = degree <= 2 ? midpoint : degree <= 4 ? twoPoints : threePoints;
  const count = degree <= 6 ? 1 : panels;
  for (let panel = 0; panel < count; panel++) {
    for (let k = 0; k < rule.nodes.length; k++) {
      const sigma = (panel + rule.nodes[k]!) / count;
      for (let i = 0; i < theta.length; i++) point[i] = (1 - sigma) * theta[i]! + sigma * next[i]!;
      const gradient = loss.gradient(point, time);
      const weight = rule.weights[k]! / count;
      for (let i = 0; i < theta.length; i++) result[i] = result[i]! + weight * gradient[i]!;
    }
  }
  return result;
};

const sameEntries = (a: Vector, b: Vector): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};
