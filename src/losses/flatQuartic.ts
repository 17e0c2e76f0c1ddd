import { gamma, underflow } from '../linalg/rounding.ts';
import type { LossFacts, LossFamily } from '../types/loss.ts';
import { drawList, drawQuarter, drawScale } from './parts/draw.ts';
import { dropWeighted, readWeighted, separableLoss, type Term } from './parts/separableLoss.ts';

const facts: LossFacts = {
  convex: true,
  smooth: false,
  network: false,
  stochastic: false,
  timeVarying: false,
  degree: 4,
};

/** f(d) = d⁴/4: four factors of d and four roundings; what underflows in d² is multiplied by w d² at most. */
const term: Term = {
  value: (d, weight) => (weight * (d * d * (d * d))) / 4,
  slope: (d, weight) => weight * (d * d * d),
  valueError: (d, weight) => gamma(8) * term.value(d, weight) + lost(d, weight),
  slopeError: (d, weight) => gamma(6) * Math.abs(term.slope(d, weight)) + lost(d, weight),
};

const lost = (d: number, weight: number): number => 3 * (1 + weight) * (1 + d * d) * underflow;

/** So flat at its minimum that the gradient says little of the distance, and no rate is linear. */
const flatQuartic: LossFamily = {
  name: 'flat-quartic',
  description: 'Σ wᵢ (θᵢ − mᵢ)⁴/4, w > 0',
  facts,
  complexity: 4,
  dimensions: { min: 1, max: 512 },
  draw: (dimension, random) => ({
    weights: drawList(dimension, () => drawScale(random, 0.1, 10)),
    centre: drawList(dimension, () => drawQuarter(random)),
  }),
  drop: dropWeighted,
  build(parameters) {
    const weighted = readWeighted(parameters);
    return separableLoss({
      name: 'flat-quartic',
      facts,
      ...weighted,
      term,
      minimum: 0,
      landmarks: [{ kind: 'minimum', theta: Float64Array.from(weighted.centre) }],
    });
  },
};

export default flatQuartic;
