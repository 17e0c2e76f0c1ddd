import type { RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** Weight of the predicted decrease in the condition of Armijo. Source: Nocedal and Wright 2006, section 3.1. */
const sufficient = 1e-4;

/**
 * Δ = αp with the first α of η, η/2, η/4, … for which L(θ + αp) ≤ L(θ) + 10⁻⁴α∇Lᵀp, and L(θ + αp) < L(θ).
 *
 * Falls back to p = −∇L where p does not go downhill. Δ = 0 where the predicted decrease is lost in the rounding of
 * L(θ): then no decrease can be seen.
 * Source: Armijo 1966; Nocedal and Wright 2006, algorithm 3.1.
 * @param direction p, shape (D)
 * @returns Δ, shape (D)
 * Cost: one value of L for each α tried.
 */
export const backtrack = (
  { theta, gradient, stepSize, time, loss }: RuleContext,
  direction: Vector,
): Vector => {
  const downhill = slopeAlong(gradient, direction) < 0 && direction.every(Number.isFinite);
  const p = downhill ? direction : gradient.map((d) => -d);
  const slope = slopeAlong(gradient, p);
  const start = loss.value(theta, time);
  for (let alpha = stepSize; alpha > 0 && start + alpha * slope < start; alpha /= 2) {
    const delta = p.map((d) => alpha * d);
    const value = loss.value(
      theta.map((x, i) => x + delta[i]!),
      time,
    );
    if (value < start && value <= start + sufficient * alpha * slope) return delta;
  }
  return new Float64Array(theta.length);
};

const slopeAlong = (gradient: Vector, direction: Vector): number =>
  gradient.reduce((sum, d, i) => sum + d * direction[i]!, 0);
