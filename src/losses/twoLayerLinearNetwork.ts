import type { LossFacts, LossFamily } from '../types/loss.ts';
import { drawInteger, drawNormal } from './data/draw.ts';
import { steadyFacts } from './data/facts.ts';
import { squaresFormula } from './data/formula.ts';
import { linear } from './network/activation.ts';
import { networkLoss } from './network/networkLoss.ts';
import {
  drawNetwork,
  dropFromNetwork,
  readNetwork,
  type SyntheticNetwork,
} from './network/syntheticNetwork.ts';

const facts: LossFacts = { ...steadyFacts, convex: false, smooth: false, network: true, degree: 4 };

/** The simplest network that is not convex: its weights multiply, and the origin is a saddle. */
const twoLayerLinearNetwork: LossFamily = {
  name: 'two-layer-linear-network',
  description: '1/(2n) Σ ‖W₂ W₁ x − t‖²',
  source: 'Saxe, McClelland, Ganguli, ICLR 2014, arXiv:1312.6120',
  facts,
  complexity: 13,
  dimensions: { min: 2, max: 256 },
  draw: (dimension, random) =>
    drawNetwork(dimension, random, () => (random() < 1 / 2 ? -1 : 1) * drawInteger(random, 1, 3)),
  drop: dropFromNetwork,
  start: (parameters, random) => drawNormal(random, size(readNetwork(parameters).widths), 1 / 2),
  formula(parameters) {
    const { inputs, targets } = readNetwork(parameters);
    return squaresFormula('W_2 W_1 x', inputs, targets);
  },
  build(parameters) {
    const network = readNetwork(parameters);
    if (network.widths.length !== 3) {
      throw new RangeError(`hidden: must be one width, got hidden of length ${network.widths.length - 2}`);
    }
    return networkLoss({
      name: 'two-layer-linear-network',
      facts,
      ...network,
      activation: linear,
      landmarks: [{ kind: originOf(network), theta: new Float64Array(size(network.widths)) }],
    });
  },
};

export default twoLayerLinearNetwork;

const size = (widths: readonly number[]): number =>
  widths.slice(1).reduce((sum, rows, l) => sum + rows * widths[l]!, 0);

/** Around zero L = L(0) − ⟨W₂W₁, Σ t xᵀ⟩/n + ‖W₂W₁x‖² terms: a saddle, unless Σ t xᵀ vanishes. */
const originOf = ({ inputs, targets }: SyntheticNetwork): 'saddle' | 'minimum' => {
  const correlated = targets[0]!.some((_, i) =>
    inputs[0]!.some((_x, j) => inputs.reduce((sum, x, k) => sum + x[j]! * targets[k]![i]!, 0) !== 0),
  );
  return correlated ? 'saddle' : 'minimum';
};
