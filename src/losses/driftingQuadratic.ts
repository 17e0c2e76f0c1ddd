import type { LossFamily } from '../types/loss.ts';
import { drawDirection, drawInteger, drawList, drawQuarter, drawScale } from './data/draw.ts';
import {
  buildQuadratic,
  dropFromQuadratic,
  quadraticFormula,
  quadraticJavaScript,
} from './quadratic/quadraticFamily.ts';
import { quadraticFacts } from './quadratic/quadraticLoss.ts';

/** A bowl whose bottom moves at a constant velocity: the loss can rise while every step goes downhill. */
const driftingQuadratic: LossFamily = {
  name: 'drifting-quadratic',
  description: '½ (θ − c − t r)ᵀ H diag(s) H (θ − c − t r), every s > 0',
  facts: quadraticFacts(true, true),
  complexity: 8,
  dimensions: { min: 1, max: 512 },
  draw: (dimension, random) => ({
    spectrum: drawList(dimension, () => drawScale(random, 0.1, 10)),
    rotation: random() < 1 / 2 ? null : drawDirection(random, dimension),
    centre: drawList(dimension, () => drawQuarter(random)),
    drift: drawList(dimension, () => (random() < 1 / 2 ? -1 : 1) * (drawInteger(random, 1, 8) / 4)),
  }),
  drop: dropFromQuadratic,
  build: (parameters) => buildQuadratic('drifting-quadratic', parameters, { positive: true, drifting: true }),
  formula: quadraticFormula,
  javascript: (parameters) => quadraticJavaScript('drifting-quadratic', parameters),
};

export default driftingQuadratic;
