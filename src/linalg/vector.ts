import type { Vector, VectorLike } from '../types/vector.ts';

/**
 * Reads what a caller handed in as a vector of finite numbers.
 *
 * @param caller name of the function for its message @param name name of the argument
 * @returns shape (D), D ≥ 1: the array itself where it is a Float64Array, a copy of anything else
 * @throws TypeError unless it is array-like with numbers; RangeError where it is empty or a coordinate is not finite
 */
export const finiteVector = (caller: string, name: string, values: VectorLike): Vector => {
  const vector = numericVector(caller, name, values);
  for (let i = 0; i < vector.length; i++) {
    if (!Number.isFinite(vector[i])) {
      throw new RangeError(`${caller}: ${name} must be finite, got ${name}[${i}] = ${vector[i]}`);
    }
  }
  return vector;
};

/** As `finiteVector`, without looking at the values of a Float64Array. */
export const numericVector = (caller: string, name: string, values: VectorLike): Vector => {
  if (values instanceof Float64Array) {
    if (values.length === 0)
      throw new RangeError(`${caller}: ${name} must have a coordinate, got ${name} = []`);
    return values;
  }
  const given: unknown = values;
  if (
    typeof given !== 'object' ||
    given === null ||
    !('length' in given) ||
    typeof given.length !== 'number'
  ) {
    throw new TypeError(`${caller}: ${name} must be an array of numbers, got ${name} = ${String(given)}`);
  }
  const vector = new Float64Array(given.length);
  for (let i = 0; i < vector.length; i++) {
    const value: unknown = values[i];
    if (typeof value !== 'number') {
      throw new TypeError(`${caller}: ${name} must hold numbers, got ${name}[${i}] = ${String(value)}`);
    }
    vector[i] = value;
  }
  return numericVector(caller, name, vector);
};

/** A short form of a vector for messages: all of a short one, the beginning of a long one. */
export const showVector = (x: Vector): string =>
  x.length <= 6 ? `[${x.join(', ')}]` : `[${x.slice(0, 5).join(', ')}, … ${x.length} coordinates]`;

/** Whether every coordinate is 0. */
export const isZero = (values: Vector): boolean => {
  for (const value of values) if (value !== 0) return false;
  return true;
};
