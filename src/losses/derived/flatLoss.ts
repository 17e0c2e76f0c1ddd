import type { Loss } from '../../types/loss.ts';
import { steadyFacts } from '../data/facts.ts';

/** L(θ) = 0 on ℝᴰ: what a rule is shown where the gradient has to vanish at every step. Exact. */
export const flatLoss = (dimension: number): Loss => ({
  name: 'flat',
  dimension,
  facts: { ...steadyFacts, convex: true, smooth: true, degree: 0 },
  value: () => 0,
  gradient: () => new Float64Array(dimension),
  roundoff: () => ({ value: 0, gradient: new Float64Array(dimension) }),
  smoothness: 0,
  minimum: 0,
});
