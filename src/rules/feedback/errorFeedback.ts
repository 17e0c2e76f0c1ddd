import { standardNormal } from '../../linalg/seeded.ts';
import type { Loss } from '../../types/loss.ts';
import type { Network } from '../../types/network.ts';
import type { Random, Vector } from '../../types/vector.ts';

/** What sends errors backwards: from the error after layer l (and at the output) to the units in front of it. */
export type Transport = (layer: number, error: Vector, outputError: Vector) => Vector;

/**
 * The network of a loss.
 *
 * @param rule name for the message
 * @throws TypeError where the loss has none
 */
export const networkOf = (loss: Loss, rule: string): Network => {
  if (!loss.network) {
    throw new TypeError(`${rule}: loss must have a network, got loss = ${loss.name} without one`);
  }
  return loss.network;
};

/**
 * Σ over samples of e_l a_lᵀ for each layer, with e of the last layer exact and e_{l−1} = φ′ ∘ transport(l, e_l, e).
 *
 * With transport = Wᵀe it is ∇L (backpropagation), with another one an imitation of it, shape (D).
 * Source: Lillicrap et al. 2016. Cost: one forward pass and one backward pass a sample.
 */
export const propagateErrors = (network: Network, theta: Vector, transport: Transport): Vector => {
  const total = new Float64Array(theta.length);
  for (let sample = 0; sample < network.inputs.length; sample++) {
    const { activities, slopes, outputError } = network.forward(theta, sample);
    let error = outputError;
    for (let l = network.layers.length - 1; l >= 0; l--) {
      const { rows, columns, offset } = network.layers[l]!;
      const input = activities[l]!;
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) total[offset + r * columns + c]! += error[r]! * input[c]!;
      }
      if (l > 0) {
        const slope = slopes[l - 1]!;
        error = transport(l, error, outputError).map((e, i) => e * slope[i]!);
      }
    }
  }
  return total;
};

/** B e for a row-major B, shape (rows), with as many rows as B holds for e of shape (columns). Cost: O(rows·columns). */
export const applyMatrix = (matrix: Vector, vector: Vector): Vector => {
  const columns = vector.length;
  const product = new Float64Array(matrix.length / columns);
  for (let r = 0; r < product.length; r++) {
    for (let c = 0; c < columns; c++) product[r]! += matrix[r * columns + c]! * vector[c]!;
  }
  return product;
};

/** A row-major matrix of independent normal entries of variance 1/columns. */
export const randomFeedback = (rows: number, columns: number, random: Random): Vector =>
  Float64Array.from({ length: rows * columns }, () => standardNormal(random) / Math.sqrt(columns));
