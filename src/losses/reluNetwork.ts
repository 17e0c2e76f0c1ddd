import type { LossFacts, LossFamily } from '../types/loss.ts';
import { drawInteger, drawNormal } from './data/draw.ts';
import { steadyFacts } from './data/facts.ts';
import { squaresFormula } from './data/formula.ts';
import { relu } from './network/activation.ts';
import { networkLoss } from './network/networkLoss.ts';
import { drawNetwork, dropFromNetwork, readNetwork } from './network/syntheticNetwork.ts';

const facts: LossFacts = {
  ...steadyFacts,
  convex: false,
  smooth: false,
  network: true,
  degree: Number.POSITIVE_INFINITY,
};

/** Inputs are positive, so a unit whose weights are all negative is silent on every sample, and stays so. */
const reluNetwork: LossFamily = {
  name: 'relu-network',
  description: '1/(2n) Σ ‖W₂ max(W₁ x, 0) − t‖², started with one unit dead where there are several',
  source: 'Nair, Hinton, ICML 2010',
  facts,
  complexity: 14,
  dimensions: { min: 2, max: 256 },
  draw: (dimension, random) => drawNetwork(dimension, random, () => drawInteger(random, 1, 3)),
  drop: dropFromNetwork,
  start(parameters, random) {
    const { widths } = readNetwork(parameters);
    const [columns, units, outputs] = [widths[0]!, widths[1]!, widths[2]!];
    const theta = drawNormal(random, units * (columns + outputs), 1 / 2);
    for (let unit = 0; unit < units; unit++) {
      const dead = units > 1 && unit === units - 1;
      for (let j = 0; j < columns; j++) {
        const k = unit * columns + j;
        theta[k] = dead ? -Math.abs(theta[k]!) : Math.abs(theta[k]!);
      }
    }
    return theta;
  },
  formula(parameters) {
    const { inputs, targets } = readNetwork(parameters);
    return squaresFormula('W_2 \\max \\left( W_1 x, 0 \\right)', inputs, targets);
  },
  build(parameters) {
    const network = readNetwork(parameters);
    if (network.widths.length !== 3) {
      throw new RangeError(`hidden: must be one width, got hidden of length ${network.widths.length - 2}`);
    }
    const [columns, units, outputs] = [network.widths[0]!, network.widths[1]!, network.widths[2]!];
    return networkLoss({
      name: 'relu-network',
      facts,
      ...network,
      activation: relu,
      landmarks: [{ kind: 'kink', theta: new Float64Array(units * (columns + outputs)) }],
    });
  },
};

export default reluNetwork;
