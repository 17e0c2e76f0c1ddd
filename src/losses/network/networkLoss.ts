import type { Block, Landmark, Loss, LossFacts, Roundoff } from '../../types/loss.ts';
import type { Network, NetworkLayer } from '../../types/network.ts';
import type { Vector } from '../../types/vector.ts';
import { type Activation, type ActiveLayer, linear } from './activation.ts';
import { networkRoundoff } from './networkRoundoff.ts';

/** What determines the loss of a network: its layers, the non-linearity between them, and the samples. */
export interface NetworkDescription {
  readonly name: string;
  readonly facts: LossFacts;
  /** Widths from the input to the output, at least two. */
  readonly widths: readonly number[];
  /** φ of every layer but the last, which is linear. */
  readonly activation: Activation;
  /** Samples, each of the first width. */
  readonly inputs: readonly (readonly number[])[];
  /** Samples, each of the last width. */
  readonly targets: readonly (readonly number[])[];
  readonly landmarks: readonly Landmark[];
}

/**
 * L(θ) = 1/(2n) Σ ‖f(x; θ) − t‖² over n samples, f(x) = W_k φ(… φ(W₁ x)), by back-propagation.
 *
 * @throws RangeError unless every width is a whole number ≥ 1 and every sample has the first and last width
 * Cost: O(n D) for the value, the gradient and each of the two bounds, which are made on demand.
 */
export const networkLoss = (description: NetworkDescription): Loss => {
  const layers = layersOf(description);
  const inputs = description.inputs.map((row) => new Float64Array(row));
  const targets = description.targets.map((row) => new Float64Array(row));
  const last = layers.at(-1)!;
  const dimension = last.offset + last.rows * last.columns;
  requireShape(inputs, layers[0]!.columns, 'inputs');
  requireShape(targets, last.rows, 'targets');
  const count = inputs.length;
  const activities: Vector[] = [new Float64Array(0), ...layers.map(({ rows }) => new Float64Array(rows))];
  const sums = layers.map(({ rows }) => new Float64Array(rows));
  const deltas = layers.map(({ rows }) => new Float64Array(rows));
  const run = (theta: Vector, sample: number): Vector => {
    activities[0] = inputs[sample]!;
    for (let l = 0; l < layers.length; l++) {
      propagate(theta, layers[l]!, activities[l]!, sums[l]!, activities[l + 1]!);
    }
    return activities[layers.length]!;
  };
  // Most of what is built is never asked for its bounds, and their scratch memory is half of what it holds.
  let scratch: ReturnType<typeof networkRoundoff> | undefined;
  const bounds = (): ReturnType<typeof networkRoundoff> => {
    scratch ??= networkRoundoff({ layers, inputs, targets, dimension });
    return scratch;
  };
  const value = (theta: Vector): number => {
    let sum = 0;
    for (let sample = 0; sample < count; sample++) {
      const output = run(theta, sample);
      const target = targets[sample]!;
      for (let i = 0; i < output.length; i++) {
        const residual = output[i]! - target[i]!;
        sum += residual * residual;
      }
    }
    return sum / (2 * count);
  };
  const gradient = (theta: Vector): Vector => {
    const result = new Float64Array(dimension);
    for (let sample = 0; sample < count; sample++) {
      const output = run(theta, sample);
      const target = targets[sample]!;
      const error = deltas[layers.length - 1]!;
      for (let i = 0; i < output.length; i++) error[i] = (output[i]! - target[i]!) / count;
      for (let l = layers.length - 1; l >= 0; l--) {
        accumulate(layers[l]!, deltas[l]!, activities[l]!, result);
        if (l > 0) pullBack(theta, layers[l]!, layers[l - 1]!, deltas, sums, activities, l);
      }
    }
    return result;
  };
  const kinked = layers.some(({ activation }) => !activation.differentiable(0));
  return {
    name: description.name,
    dimension,
    facts: description.facts,
    value,
    gradient,
    roundoff: (theta) => new LazyRoundoff(theta, bounds),
    ...(kinked && {
      differentiable(theta: Vector) {
        for (let sample = 0; sample < count; sample++) {
          run(theta, sample);
          for (let l = 0; l < layers.length; l++) {
            for (const z of sums[l]!) if (!layers[l]!.activation.differentiable(z)) return false;
          }
        }
        return true;
      },
    }),
    network: networkOf(layers, inputs, targets),
    blocks: layers.map(blockOf),
    parameters: layers.map((layer) => ({ ...blockOf(layer), shape: [layer.rows, layer.columns] })),
    landmarks: description.landmarks,
  };
};

/**
 * Bounds that are worked out where they are asked for.
 *
 * A class for the sake of speed: accessors of a literal make a new hidden class at each call, which takes as long as the
 * gradient of a small network and keeps the whole network until the next full collection.
 */
class LazyRoundoff implements Roundoff {
  readonly #theta: Vector;
  readonly #bounds: () => ReturnType<typeof networkRoundoff>;
  #value: number | undefined;
  #gradient: Vector | undefined;

  constructor(theta: Vector, bounds: () => ReturnType<typeof networkRoundoff>) {
    this.#theta = theta;
    this.#bounds = bounds;
  }

  get value(): number {
    this.#value ??= this.#bounds().value(this.#theta);
    return this.#value;
  }

  get gradient(): Vector {
    this.#gradient ??= this.#bounds().gradient(this.#theta);
    return this.#gradient;
  }
}

const layersOf = ({ widths, activation }: NetworkDescription): readonly ActiveLayer[] => {
  if (widths.length < 2 || !widths.every((width) => Number.isInteger(width) && width >= 1)) {
    throw new RangeError(`widths: must be at least two whole numbers ≥ 1, got widths = [${widths}]`);
  }
  let offset = 0;
  return widths.slice(1).map((rows, l) => {
    const columns = widths[l]!;
    const layer = {
      name: `layer ${l + 1}`,
      rows,
      columns,
      offset,
      activation: l + 2 === widths.length ? linear : activation,
    };
    offset += rows * columns;
    return layer;
  });
};

const requireShape = (rows: readonly Vector[], width: number, name: string): void => {
  const wrong = rows.find((row) => row.length !== width);
  if (wrong) throw new RangeError(`${name}: every row must have length ${width}, got [${wrong}]`);
};

const blockOf = ({ name, offset, rows, columns }: NetworkLayer): Block => ({
  name,
  from: offset,
  to: offset + rows * columns,
});

/** z = W a, then φ(z). */
const propagate = (theta: Vector, layer: ActiveLayer, input: Vector, sums: Vector, output: Vector): void => {
  let k = layer.offset;
  for (let i = 0; i < layer.rows; i++) {
    let sum = 0;
    for (let j = 0; j < layer.columns; j++) sum += theta[k++]! * input[j]!;
    sums[i] = sum;
    output[i] = layer.activation.apply(sum);
  }
};

/** ∂L/∂W += δ aᵀ. */
const accumulate = (layer: NetworkLayer, delta: Vector, input: Vector, result: Vector): void => {
  let k = layer.offset;
  for (let i = 0; i < layer.rows; i++) {
    const d = delta[i]!;
    for (let j = 0; j < layer.columns; j++, k++) result[k] = result[k]! + d * input[j]!;
  }
};

/** δ of the layer below = (Wᵀ δ) ∘ φ′. */
const pullBack = (
  theta: Vector,
  layer: ActiveLayer,
  below: ActiveLayer,
  deltas: readonly Vector[],
  sums: readonly Vector[],
  activities: readonly Vector[],
  l: number,
): void => {
  const delta = deltas[l]!;
  for (let j = 0; j < layer.columns; j++) {
    let sum = 0;
    for (let i = 0; i < layer.rows; i++) sum += theta[layer.offset + i * layer.columns + j]! * delta[i]!;
    deltas[l - 1]![j] = sum * below.activation.slope(sums[l - 1]![j]!, activities[l]![j]!);
  }
};

const networkOf = (
  layers: readonly ActiveLayer[],
  inputs: readonly Vector[],
  targets: readonly Vector[],
): Network => ({
  layers: layers.map(({ name, rows, columns, offset }) => ({ name, rows, columns, offset })),
  inputs,
  targets,
  weights(theta, layer) {
    const { offset, rows, columns } = layers[layer]!;
    return theta.subarray(offset, offset + rows * columns);
  },
  forward(theta, sample) {
    const activities = [inputs[sample]!.slice()];
    const slopes: Vector[] = [];
    for (const layer of layers) {
      const sums = new Float64Array(layer.rows);
      const output = new Float64Array(layer.rows);
      propagate(theta, layer, activities.at(-1)!, sums, output);
      activities.push(output);
      slopes.push(output.map((a, i) => layer.activation.slope(sums[i]!, a)));
    }
    const target = targets[sample]!;
    return {
      activities,
      slopes,
      outputError: activities.at(-1)!.map((a, i) => (a - target[i]!) / inputs.length),
    };
  },
});
