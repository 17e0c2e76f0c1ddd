import { gamma, underflow } from '../linalg/rounding.ts';
import { steadyFacts } from './data/facts.ts';
import { positiveWeights, separableFamily } from './separable/separableFamily.ts';

const value = (d: number, weight: number): number => (weight * (d * d * (d * d))) / 4;
const slope = (d: number, weight: number): number => weight * (d * d * d);
const lost = (d: number, weight: number): number => 3 * (1 + weight) * (1 + d * d) * underflow;

/** So flat at its minimum that the gradient says little of the distance, and no rate is linear. */
export default separableFamily({
  name: 'flat-quartic',
  description: 'Σ wᵢ (θᵢ − mᵢ)⁴/4, w > 0',
  facts: { ...steadyFacts, convex: true, smooth: false, degree: 4 },
  complexity: 4,
  parameters: positiveWeights,
  written: (of) => `\\frac{1}{4} ${of}^4`,
  /** f(d) = d⁴/4: four factors of d and four roundings; what underflows in d² is multiplied by w d² at most. */
  term: {
    value,
    slope,
    valueError: (d, weight) => gamma(8) * value(d, weight) + lost(d, weight),
    slopeError: (d, weight) => gamma(6) * Math.abs(slope(d, weight)) + lost(d, weight),
  },
  minimum: 0,
  landmark: 'minimum',
});
