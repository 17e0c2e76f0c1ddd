import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';

/**
 * D̄L = ∇L(m) + [L(θ') − L(θ) − ∇L(m)ᵀΔ] Δ/‖Δ‖², m = (θ + θ')/2, Δ = θ' − θ; ∇L(θ) where Δ = 0.
 *
 * D̄Lᵀ Δ = L(θ') − L(θ) for every differentiable L. On polynomials of degree 2 and less the bracket vanishes and
 * is left out, so that it brings no rounding error of its own.
 *
 * Source: P10; Gonzalez, J. Nonlinear Sci. 6 (1996).
 * @param theta θ, shape (D)
 * @param next θ', shape (D)
 * @param time t at which L stands still
 * @returns D̄L, shape (D)
 * Accuracy: Δ is scaled by its largest entry first, so that ‖Δ‖² neither over- nor underflows.
 * Cost: one gradient, two values, O(D).
 */
export const gonzalezGradient = (loss: Loss, theta: Vector, next: Vector, time: number): Vector =>
  gonzalezFrom(loss, { theta, next, time }, () => loss.value(next, time) - loss.value(theta, time));

/**
 * {@link gonzalezGradient} where L(θ') − L(θ) is known already.
 *
 * @param rise L(θ', t) − L(θ, t), asked for once where it is needed
 * Cost: one gradient, O(D).
 */
export const gonzalezFrom = (
  loss: Loss,
  { theta, next, time }: { readonly theta: Vector; readonly next: Vector; readonly time: number },
  rise: () => number,
): Vector => {
  const dimension = theta.length;
  const middle = new Float64Array(dimension);
  let scale = 0;
  for (let i = 0; i < dimension; i++) {
    middle[i] = theta[i]! / 2 + next[i]! / 2;
    scale = Math.max(scale, Math.abs(next[i]! - theta[i]!));
  }
  if (scale === 0) return loss.gradient(theta, time);
  const gradient = loss.gradient(middle, time);
  if (loss.facts.degree <= 2) return gradient;
  let slope = 0;
  let square = 0;
  for (let i = 0; i < dimension; i++) {
    const e = (next[i]! - theta[i]!) / scale;
    slope += gradient[i]! * e;
    square += e * e;
  }
  const correction = (rise() / scale - slope) / square / scale;
  for (let i = 0; i < dimension; i++) gradient[i] = gradient[i]! + correction * (next[i]! - theta[i]!);
  return gradient;
};
