import { gradientDisagreement } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';

/** How many coordinates are probed: enough to see a wrong constant, few enough for long vectors. */
const probes = 16;

/**
 * Which stated fact a loss contradicts between θ and a point one unit away along a coordinate: its minimum, convexity,
 * β or μ. Undefined where it contradicts none there.
 *
 * Each is an inequality between two gradients, with the bounds on their rounding errors on top, so that a fact that
 * holds is never doubted: ‖∇L(a) − ∇L(b)‖ ≤ β‖a − b‖ and (∇L(a) − ∇L(b))ᵀ(a − b) ≥ μ‖a − b‖².
 *
 * @param theta θ, shape (D)
 * Cost: two gradients and bounds for each of at most 16 coordinates.
 */
export const factFault = (loss: Loss, theta: Vector): string | undefined => {
  const { minimum } = loss;
  const value = loss.value(theta);
  if (minimum !== undefined && value < minimum - loss.roundoff(theta).value) {
    return `${loss.name}: value is ${value}, below its stated minimum ${minimum}, at θ = [${theta.subarray(0, 8)}]`;
  }
  const gradient = loss.gradient(theta);
  const errors = loss.roundoff(theta).gradient;
  for (let i = 0; i < Math.min(probes, theta.length); i++) {
    const moved = theta.with(i, theta[i]! + 1);
    const distance = moved[i]! - theta[i]!;
    const slope = loss.gradient(moved);
    const others = loss.roundoff(moved).gradient;
    const change = norm(slope.map((entry, k) => entry - gradient[k]!));
    const rounding = 2 * norm(errors.map((e, k) => e + others[k]!));
    const noise = rounding + gradientDisagreement(change, 0, norm(slope) + norm(gradient));
    const along = (slope[i]! - gradient[i]!) / distance;
    const where = `between θ = [${theta.subarray(0, 8)}] and one unit along coordinate ${i}`;
    const { smoothness: beta, strongConvexity: mu, facts } = loss;
    if (beta !== undefined && change > beta * distance + noise) {
      return `${loss.name}: gradient changes by ${change / distance} per unit, more than its stated smoothness ${beta}, ${where}`;
    }
    if (mu !== undefined && along * distance < mu * distance - noise) {
      return `${loss.name}: gradient grows by ${along} per unit, less than its stated strong convexity ${mu}, ${where}`;
    }
    if (facts.convex && along * distance < -noise) {
      return `${loss.name}: gradient falls by ${-along} per unit, but the loss is stated to be convex, ${where}`;
    }
  }
  return undefined;
};

const norm = (x: Vector): number => Math.sqrt(x.reduce((sum, entry) => sum + entry * entry, 0));
