import type { LossFamily } from '../types/loss.ts';
import { drawInteger, drawList } from './data/draw.ts';
import { buildPiecewise, drawPieces, dropTerm } from './piecewise/piecewiseFamily.ts';
import { piecewiseFacts } from './piecewise/piecewiseLoss.ts';

/** Sums of functions whose slope is a broken line, along axes that rational turns leave at right angles. */
const rotatedPiecewiseQuadratic: LossFamily = {
  name: 'rotated-piecewise-quadratic',
  description: "Σ fᵢ(zᵢ), each f' a broken line through 0, z = Gθ, G a product of turns by (3/5, 4/5)",
  facts: piecewiseFacts(false),
  complexity: 18,
  onlyNamed: true,
  dimensions: { min: 2, max: 512 },
  draw(dimension, random) {
    const size = Math.max(2, dimension);
    const terms = drawList(size, () => drawPieces(random, { convex: random() < 1 / 2 }));
    if (random() < 1 / 4) return { terms, rotation: null };
    const rotation = drawList(drawInteger(random, 1, size), () => {
      const from = drawInteger(random, 0, size - 1);
      return [from, (from + drawInteger(random, 1, size - 1)) % size];
    });
    return { terms, rotation };
  },
  drop: dropTerm,
  build: (parameters) => buildPiecewise('rotated-piecewise-quadratic', parameters, { convex: false }),
};

export default rotatedPiecewiseQuadratic;
