import type { LossFamily } from '../types/loss.ts';
import { drawDirection, drawInteger, drawList, drawQuarter, drawScale } from './data/draw.ts';
import {
  buildQuadratic,
  dropFromQuadratic,
  quadraticFormula,
  quadraticJavaScript,
} from './quadratic/quadraticFamily.ts';
import { quadraticFacts } from './quadratic/quadraticLoss.ts';

/** Quadratics that curve down along some axes: no minimum, and a stationary point that must be left. */
const saddleQuadratic: LossFamily = {
  name: 'saddle-quadratic',
  description: '½ (θ − c)ᵀ H diag(s) H (θ − c), some s < 0',
  facts: quadraticFacts(false, false),
  complexity: 3,
  dimensions: { min: 1, max: 512 },
  draw(dimension, random) {
    const down = drawInteger(random, 0, dimension - 1);
    return {
      spectrum: drawList(dimension, () => drawScale(random, 0.1, 10)).map((s, i) =>
        i === down || random() < 1 / 3 ? -s : s,
      ),
      rotation: random() < 1 / 2 ? null : drawDirection(random, dimension),
      centre: drawList(dimension, () => drawQuarter(random)),
    };
  },
  drop: dropFromQuadratic,
  picture: {
    parameters: { spectrum: [1, -0.2], rotation: null, centre: [0, 0] },
    x: [-2, 2],
    y: [-2, 2],
    starts: [
      [-1.5, 0.05],
      [1.5, -0.4],
    ],
  },
  build: (parameters) => buildQuadratic('saddle-quadratic', parameters, { positive: false, drifting: false }),
  formula: quadraticFormula,
  javascript: (parameters) => quadraticJavaScript('saddle-quadratic', parameters),
};

export default saddleQuadratic;
