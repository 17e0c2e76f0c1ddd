import type { LossFamily } from '../types/loss.ts';
import { buildPiecewise, drawPieces } from './piecewise/piecewiseFamily.ts';
import { piecewiseFacts } from './piecewise/piecewiseLoss.ts';

/** Convex functions of one coordinate whose slope is a broken line: what the worst cases of many rules look like. */
const piecewiseQuadratic: LossFamily = {
  name: 'piecewise-quadratic',
  description: "f(θ), f' a broken line through 0 with slopes ≥ 0, in one dimension",
  source: 'Lessard, Recht and Packard, SIAM J. Optim. 26 (2016), section 4.6',
  facts: piecewiseFacts(true),
  complexity: 16,
  onlyNamed: true,
  dimensions: { min: 1, max: 1 },
  draw: (_dimension, random) => ({ terms: [drawPieces(random, { convex: true })], rotation: null }),
  build: (parameters) => {
    const loss = buildPiecewise('piecewise-quadratic', parameters, { convex: true });
    if (loss.dimension !== 1) throw new RangeError(`terms: must be one, got ${loss.dimension}`);
    return loss;
  },
};

export default piecewiseQuadratic;
