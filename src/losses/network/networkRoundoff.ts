import { gamma, roundedUp, underflow, unitRoundoff } from '../../linalg/rounding.ts';
import type { Vector } from '../../types/vector.ts';
import type { ActiveLayer } from './activation.ts';

interface Described {
  readonly layers: readonly ActiveLayer[];
  readonly inputs: readonly Vector[];
  readonly targets: readonly Vector[];
  readonly dimension: number;
}

/**
 * Running error bounds of a network's loss and gradient, along the operations of `networkLoss`.
 *
 * A sum of m products of computed factors a (error e) with given weights errs by at most
 * γ_m Σ|w a| + Σ|w| e + m underflows; φ passes an error on as `Activation.error` says; a product of two computed
 * factors errs by |x|e_y + |y|e_x + e_x e_y and one rounding. Cost: O(n D) each.
 */
export const networkRoundoff = ({ layers, inputs, targets, dimension }: Described) => {
  const sums = layers.map(({ rows }) => new Float64Array(rows));
  const sumErrors = layers.map(({ rows }) => new Float64Array(rows));
  const values: Vector[] = [new Float64Array(0), ...layers.map(({ rows }) => new Float64Array(rows))];
  const errors = [new Float64Array(layers[0]!.columns), ...layers.map(({ rows }) => new Float64Array(rows))];
  const deltas = layers.map(({ rows }) => new Float64Array(rows));
  const deltaErrors = layers.map(({ rows }) => new Float64Array(rows));
  const count = inputs.length;
  const depth = layers.length;

  /** γ|x| + e for every factor x with its error e: what one product with a weight adds per unit of the weight. */
  const shares = new Float64Array(Math.max(...layers.flatMap(({ rows, columns }) => [rows, columns])));
  const sizes = new Float64Array(shares.length);

  const forward = (theta: Vector, sample: number): void => {
    values[0] = inputs[sample]!;
    for (let l = 0; l < depth; l++) {
      const { rows, columns, offset, activation } = layers[l]!;
      const [input, inputErrors, output, outputErrors] = [
        values[l]!,
        errors[l]!,
        values[l + 1]!,
        errors[l + 1]!,
      ];
      const [z, zErrors] = [sums[l]!, sumErrors[l]!];
      const relative = gamma(columns);
      for (let j = 0; j < columns; j++) shares[j] = relative * Math.abs(input[j]!) + inputErrors[j]!;
      let k = offset;
      for (let i = 0; i < rows; i++) {
        let sum = 0;
        let e = columns * underflow;
        for (let j = 0; j < columns; j++, k++) {
          const w = theta[k]!;
          sum += w * input[j]!;
          e += Math.abs(w) * shares[j]!;
        }
        const a = activation.apply(sum);
        z[i] = sum;
        zErrors[i] = e;
        output[i] = a;
        outputErrors[i] = activation.error(a, e);
      }
    }
  };

  const backward = (theta: Vector, l: number): void => {
    const { rows, columns, offset } = layers[l]!;
    const below = layers[l - 1]!.activation;
    const relative = gamma(rows);
    const [delta, deltaError] = [deltas[l]!, deltaErrors[l]!];
    const [deltaBelow, deltaErrorBelow] = [deltas[l - 1]!, deltaErrors[l - 1]!];
    const [zs, zErrors, activities, activityErrors] = [
      sums[l - 1]!,
      sumErrors[l - 1]!,
      values[l]!,
      errors[l]!,
    ];
    for (let i = 0; i < rows; i++) shares[i] = relative * Math.abs(delta[i]!) + deltaError[i]!;
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      let e = rows * underflow;
      for (let i = 0, k = offset + j; i < rows; i++, k += columns) {
        const w = theta[k]!;
        sum += w * delta[i]!;
        e += Math.abs(w) * shares[i]!;
      }
      const [z, a] = [zs[j]!, activities[j]!];
      const slope = below.slope(z, a);
      const slopeError = below.slopeError(z, zErrors[j]!, a, activityErrors[j]!);
      const product = sum * slope;
      deltaBelow[j] = product;
      deltaErrorBelow[j] =
        e * (Math.abs(slope) + slopeError) +
        Math.abs(sum) * slopeError +
        unitRoundoff * Math.abs(product) +
        underflow;
    }
  };

  return {
    /** |fl(L) − L| at most. */
    value(theta: Vector): number {
      let size = 0;
      let carried = 0;
      let terms = 0;
      for (let sample = 0; sample < count; sample++) {
        forward(theta, sample);
        const target = targets[sample]!;
        for (let i = 0; i < target.length; i++, terms++) {
          const residual = Math.abs(values[depth]![i]! - target[i]!);
          const e = errors[depth]![i]! + unitRoundoff * residual;
          size += residual * residual;
          carried += (2 * residual + e) * e + underflow;
        }
      }
      return roundedUp((gamma(terms + 2) * size + carried) / (2 * count) + underflow);
    },
    /** |fl(∇L)ᵢ − (∇L)ᵢ| at most, shape (D). */
    gradient(theta: Vector): Vector {
      const bounds = new Float64Array(dimension);
      const relative = gamma(count + 1);
      for (let sample = 0; sample < count; sample++) {
        forward(theta, sample);
        const target = targets[sample]!;
        for (let i = 0; i < target.length; i++) {
          const residual = values[depth]![i]! - target[i]!;
          const delta = residual / count;
          deltas[depth - 1]![i] = delta;
          deltaErrors[depth - 1]![i] =
            (errors[depth]![i]! + unitRoundoff * Math.abs(residual)) / count +
            unitRoundoff * Math.abs(delta) +
            underflow;
        }
        for (let l = depth - 1; l >= 0; l--) {
          const { rows, columns, offset } = layers[l]!;
          const [input, inputErrors, delta, deltaError] = [
            values[l]!,
            errors[l]!,
            deltas[l]!,
            deltaErrors[l]!,
          ];
          for (let j = 0; j < columns; j++) {
            const size = Math.abs(input[j]!);
            shares[j] = relative * size + inputErrors[j]!;
            sizes[j] = size + inputErrors[j]!;
          }
          let k = offset;
          for (let i = 0; i < rows; i++) {
            const d = Math.abs(delta[i]!);
            const e = deltaError[i]!;
            for (let j = 0; j < columns; j++, k++) {
              bounds[k] = bounds[k]! + d * shares[j]! + e * sizes[j]! + underflow;
            }
          }
          if (l > 0) backward(theta, l);
        }
      }
      for (let k = 0; k < dimension; k++) bounds[k] = roundedUp(bounds[k]!);
      return bounds;
    },
  };
};
