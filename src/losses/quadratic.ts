import type { LossFamily } from '../types/loss.ts';
import { drawDirection, drawList, drawQuarter, drawScale } from './data/draw.ts';
import {
  buildQuadratic,
  dropFromQuadratic,
  quadraticFormula,
  quadraticJavaScript,
} from './quadratic/quadraticFamily.ts';
import { quadraticFacts } from './quadratic/quadraticLoss.ts';

/** Quadratics of any positive spectrum and any axes; the simplest is ½θ². */
const quadratic: LossFamily = {
  name: 'quadratic',
  description: '½ (θ − c)ᵀ H diag(s) H (θ − c), every s > 0, H a Householder reflection',
  facts: quadraticFacts(true, false),
  complexity: 0,
  dimensions: { min: 1, max: 512 },
  draw(dimension, random) {
    const scale = drawScale(random, 0.1, 10);
    const isotropic = random() < 1 / 3;
    return {
      spectrum: drawList(dimension, () => (isotropic ? scale : drawScale(random, scale / 5, scale * 5))),
      rotation: random() < 1 / 2 ? null : drawDirection(random, dimension),
      centre: drawList(dimension, () => drawQuarter(random)),
    };
  },
  drop: dropFromQuadratic,
  build: (parameters) => buildQuadratic('quadratic', parameters, { positive: true, drifting: false }),
  formula: quadraticFormula,
  javascript: (parameters) => quadraticJavaScript('quadratic', parameters),
};

export default quadratic;
