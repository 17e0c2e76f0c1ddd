import type { LossFamily } from '../types/loss.ts';
import { drawDirection, drawList, drawQuarter } from './data/draw.ts';
import {
  buildQuadratic,
  dropFromQuadratic,
  quadraticFormula,
  quadraticJavaScript,
} from './quadratic/quadraticFamily.ts';
import { quadraticFacts } from './quadratic/quadraticLoss.ts';

/** Quadratics with curvatures from 10⁻³ to 10³, along axes that are not those of the coordinates. */
const illConditionedQuadratic: LossFamily = {
  name: 'ill-conditioned-quadratic',
  description: '½ (θ − c)ᵀ H diag(s) H (θ − c), max s / min s = 10⁶',
  facts: quadraticFacts(true, false),
  complexity: 2,
  dimensions: { min: 2, max: 512 },
  draw(dimension, random) {
    const size = Math.max(2, dimension);
    return {
      spectrum: [1e-3, 1e3, ...drawList(size - 2, () => 10 ** Math.floor(7 * random() - 3))],
      rotation: drawDirection(random, size),
      centre: drawList(size, () => drawQuarter(random)),
    };
  },
  drop: dropFromQuadratic,
  build: (parameters) =>
    buildQuadratic('ill-conditioned-quadratic', parameters, { positive: true, drifting: false }),
  formula: quadraticFormula,
  javascript: (parameters) => quadraticJavaScript('ill-conditioned-quadratic', parameters),
};

export default illConditionedQuadratic;
