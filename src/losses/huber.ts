import { gamma, underflow } from '../linalg/rounding.ts';
import type { LossFacts, LossFamily } from '../types/loss.ts';
import { drawList, drawQuarter, drawScale } from './parts/draw.ts';
import { dropWeighted, readWeighted, separableLoss, type Term } from './parts/separableLoss.ts';

const facts: LossFacts = {
  convex: true,
  smooth: true,
  network: false,
  stochastic: false,
  timeVarying: false,
  degree: Number.POSITIVE_INFINITY,
};

/**
 * f(d) = d²/2 for |d| ≤ 1 and |d| − ½ beyond. f′ = max(−1, min(d, 1)) is continuous, so a d that is rounded across
 * |d| = 1 does no harm.
 */
const term: Term = {
  value: (d, weight) => weight * (Math.abs(d) <= 1 ? (d * d) / 2 : Math.abs(d) - 1 / 2),
  slope: (d, weight) => weight * Math.max(-1, Math.min(d, 1)),
  valueError: (d, weight) =>
    gamma(4) * weight * Math.abs(d) * Math.min(Math.abs(d), 1) + (weight + 1) * underflow,
  slopeError: (d, weight) => gamma(3) * weight * Math.min(Math.abs(d), 1) + underflow,
};

/** A parabola that turns into a cone: the gradient is bounded, and the curvature ends abruptly. */
const huber: LossFamily = {
  name: 'huber',
  description: 'Σ wᵢ h(θᵢ − mᵢ), h(d) = d²/2 for |d| ≤ 1, |d| − ½ beyond',
  source: 'Huber, Ann. Math. Stat. 35 (1964)',
  facts,
  complexity: 5,
  dimensions: { min: 1, max: 512 },
  draw: (dimension, random) => ({
    weights: drawList(dimension, () => drawScale(random, 0.1, 10)),
    centre: drawList(dimension, () => drawQuarter(random)),
  }),
  drop: dropWeighted,
  build(parameters) {
    const weighted = readWeighted(parameters);
    return separableLoss({
      name: 'huber',
      facts,
      ...weighted,
      term,
      smoothness: Math.max(...weighted.weights),
      minimum: 0,
      landmarks: [{ kind: 'minimum', theta: Float64Array.from(weighted.centre) }],
    });
  },
};

export default huber;
