import { euclideanNorm } from '../../linalg/euclideanNorm.ts';
import type { Parameter } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';

/** A parameter as a matrix: one that is a vector, or has more than two sides, is a column. */
export interface Layer {
  readonly rows: number;
  readonly columns: number;
  readonly from: number;
  readonly to: number;
}

/** Rows and columns of a parameter. */
export const layerOf = ({ shape, from, to }: Parameter): Layer => {
  const [rows, columns] = shape;
  return shape.length === 2 && rows !== undefined && columns !== undefined
    ? { rows, columns, from, to }
    : { rows: to - from, columns: 1, from, to };
};

/** What `map` makes of each layer of a vector, put together again; shape (D). */
export const byLayer = (
  parameters: readonly Parameter[],
  values: Vector,
  map: (values: Vector, layer: Layer, index: number) => Vector,
): Vector => {
  const result = new Float64Array(values.length);
  for (const [index, parameter] of parameters.entries()) {
    const layer = layerOf(parameter);
    result.set(map(values.subarray(layer.from, layer.to), layer, index), layer.from);
  }
  return result;
};

/**
 * d‖θ‖/‖d‖, as long as θ and in the direction of d; d itself where either of them is 0.
 *
 * Source: You et al. 2017 and 2020; what happens at 0 is that of the authors' code.
 * @param theta shape (n) @param direction d, shape (n)
 */
export const asLongAs = (theta: Vector, direction: Vector): Vector => {
  const [length, size] = [euclideanNorm(theta), euclideanNorm(direction)];
  return length > 0 && size > 0 ? direction.map((d) => length * (d / size)) : direction;
};
