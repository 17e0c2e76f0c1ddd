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
  degree: Number.POSITIVE_INFINITY,
};

/** f(d) = |d|, f′ = sign d, with 0 for the derivative that does not exist at 0; the sign of d is exact. */
const term: Term = {
  value: (d, weight) => weight * Math.abs(d),
  slope: (d, weight) => weight * Math.sign(d),
  valueError: (d, weight) => gamma(2) * weight * Math.abs(d) + underflow,
  slopeError: () => 0,
};

/** Kinks along every coordinate plane through the minimum: a constant gradient that never becomes small. */
const l1: LossFamily = {
  name: 'l1',
  description: 'Σ wᵢ |θᵢ − mᵢ|, w > 0',
  facts,
  complexity: 6,
  dimensions: { min: 1, max: 512 },
  draw: (dimension, random) => ({
    weights: drawList(dimension, () => drawScale(random, 0.1, 10)),
    centre: drawList(dimension, () => drawQuarter(random)),
  }),
  drop: dropWeighted,
  build(parameters) {
    const weighted = readWeighted(parameters);
    return separableLoss({
      name: 'l1',
      facts,
      ...weighted,
      term,
      differentiable: (d) => d !== 0,
      minimum: 0,
      landmarks: [{ kind: 'kink', theta: Float64Array.from(weighted.centre) }],
    });
  },
};

export default l1;
