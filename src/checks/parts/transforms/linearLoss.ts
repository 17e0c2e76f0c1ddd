import { gamma, leastPositive } from '../../../linalg/rounding.ts';
import type { Loss } from '../../../types/loss.ts';
import type { Vector } from '../../../types/vector.ts';

/**
 * L(θ) = dᵀ(θ − c): the gradient is d at every θ and t. Exact gradient; D roundings of the value beside those of θ − c.
 *
 * @param slope d as a function of what is current, shape (D)
 * @param centre c likewise, shape (D)
 * Cost: O(D).
 */
export const linearLoss = (dimension: number, slope: () => Vector, centre: () => Vector): Loss => ({
  name: 'linear',
  dimension,
  facts: { convex: true, smooth: true, network: false, stochastic: false, timeVarying: false, degree: 1 },
  value(theta) {
    const [d, c] = [slope(), centre()];
    return theta.reduce((sum, x, i) => sum + d[i]! * (x - c[i]!), 0);
  },
  gradient: () => slope().slice(),
  roundoff(theta) {
    const [d, c] = [slope(), centre()];
    const size = theta.reduce((sum, x, i) => sum + Math.abs(d[i]!) * (Math.abs(x) + Math.abs(c[i]!)), 0);
    return {
      value: gamma(dimension + 1) * size + dimension * leastPositive,
      gradient: new Float64Array(dimension),
    };
  },
  smoothness: 0,
});
