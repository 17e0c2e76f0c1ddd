import type { LossFamily } from '../types/loss.ts';
import { buildPiecewise, drawPieces } from './piecewise/piecewiseFamily.ts';
import { piecewiseFacts } from './piecewise/piecewiseLoss.ts';

/** Functions of one coordinate whose slope is a broken line that may fall: several minima, and its least value known. */
const nonConvexPiecewiseQuadratic: LossFamily = {
  name: 'non-convex-piecewise-quadratic',
  description: "f(θ), f' a broken line through 0 whose slopes are ≥ 0 at both ends only",
  facts: piecewiseFacts(false),
  complexity: 17,
  onlyNamed: true,
  dimensions: { min: 1, max: 1 },
  draw: (_dimension, random) => ({ terms: [drawPieces(random, { convex: false })], rotation: null }),
  build: (parameters) => {
    const loss = buildPiecewise('non-convex-piecewise-quadratic', parameters, { convex: false });
    if (loss.dimension !== 1) throw new RangeError(`terms: must be one, got ${loss.dimension}`);
    return loss;
  },
};

export default nonConvexPiecewiseQuadratic;
