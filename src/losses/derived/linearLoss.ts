import { gamma, leastPositive } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { steadyFacts } from '../data/facts.ts';

/** Where a linear loss stands: l, d and c of L(θ) = l + dᵀ(θ − c), the vectors of shape (D). */
export interface Plane {
  readonly level: number;
  readonly slope: Vector;
  readonly centre: Vector;
}

/**
 * L(θ) = l + dᵀ(θ − c): the gradient is d at every θ. Exact gradient; D + 2 roundings of the value.
 *
 * @param now the plane that is current, at time t where it varies with that
 * Cost: O(D).
 */
export const linearLoss = (dimension: number, now: (time: number | undefined) => Plane): Loss => ({
  name: 'linear',
  dimension,
  facts: { ...steadyFacts, convex: true, smooth: true, degree: 1 },
  value(theta, time) {
    const { level, slope, centre } = now(time);
    return theta.reduce((sum, x, i) => sum + slope[i]! * (x - centre[i]!), level);
  },
  gradient: (_, time) => now(time).slope.slice(),
  roundoff(theta, time) {
    const { level, slope, centre } = now(time);
    const size = theta.reduce(
      (sum, x, i) => sum + Math.abs(slope[i]!) * (Math.abs(x) + Math.abs(centre[i]!)),
      Math.abs(level),
    );
    return {
      value: gamma(dimension + 2) * size + dimension * leastPositive,
      gradient: new Float64Array(dimension),
    };
  },
  smoothness: 0,
});
