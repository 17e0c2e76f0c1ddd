import type { LossFacts, LossFamily } from '../types/loss.ts';
import type { Json } from '../types/vector.ts';
import { drawInteger, drawNormal } from './data/draw.ts';
import { steadyFacts } from './data/facts.ts';
import { drawFeatures, drawFlowers, irisData } from './data/irisData.ts';
import { field, readIntegers } from './data/parameters.ts';
import { tanh } from './network/activation.ts';
import { networkLoss } from './network/networkLoss.ts';
import { unitOf } from './network/syntheticNetwork.ts';

const species = 3;
const facts: LossFacts = {
  ...steadyFacts,
  convex: false,
  smooth: false,
  network: true,
  degree: Number.POSITIVE_INFINITY,
};

/** Layers of tanh units that learn to tell the irises apart, each species being one output. */
const tanhNetwork: LossFamily = {
  name: 'tanh-network',
  description: '1/(2n) Σ ‖W_k tanh(… tanh(W₁ x)) − t‖², on irises',
  source: 'Rumelhart, Hinton, Williams, Nature 323 (1986)',
  facts,
  complexity: 15,
  dimensions: { min: 4, max: 256 },
  draw(dimension, random) {
    const features = drawFeatures(random, Math.min(4, Math.max(0, Math.round(dimension / 6))));
    const deep = dimension > 8;
    // With h units in each hidden layer D = h(f + 1) + 3h, and h² more where there are two.
    const linearly = features.length + 1 + species;
    const units = deep
      ? Math.max(1, Math.floor((Math.sqrt(linearly ** 2 + 4 * dimension) - linearly) / 2))
      : Math.max(1, Math.round(dimension / linearly));
    return {
      rows: drawFlowers(random, [0, 1, 2], drawInteger(random, 1, 3)),
      features,
      hidden: deep ? [units, units] : [units],
    };
  },
  drop(parameters, coordinate) {
    const { rows, features, hidden, widths } = read(parameters);
    const dropped = unitOf(
      widths,
      coordinate,
      (level, unit) => level === widths.length - 1 || (level === 0 && unit === features.length),
    );
    if (!dropped) return undefined;
    return {
      kept: dropped.kept,
      parameters: {
        rows,
        features: features.filter((_, i) => dropped.level !== 0 || i !== dropped.unit),
        hidden: hidden.map((width, l) => (l + 1 === dropped.level ? width - 1 : width)),
      },
    };
  },
  start: (parameters, random) => drawNormal(random, read(parameters).dimension, 1 / 2),
  build(parameters) {
    const { widths, dimension } = read(parameters);
    const { inputs, classes } = irisData(parameters);
    return networkLoss({
      name: 'tanh-network',
      facts,
      widths,
      inputs,
      targets: classes.map((kind) => [0, 1, 2].map((c) => (c === kind ? 1 : 0))),
      activation: tanh,
      landmarks: [{ kind: 'saddle', theta: new Float64Array(dimension) }],
    });
  },
};

export default tanhNetwork;

const read = (parameters: Json) => {
  const features = readIntegers(parameters, 'features', { min: 0, max: 3 });
  const hidden = readIntegers(parameters, 'hidden', { min: 1, max: 64 });
  if (hidden.length === 0) throw new RangeError('hidden: must have a width, got hidden = []');
  const widths = [features.length + 1, ...hidden, species];
  const dimension = widths.slice(1).reduce((sum, rows, l) => sum + rows * widths[l]!, 0);
  return { rows: field(parameters, 'rows'), features, hidden, widths, dimension };
};
