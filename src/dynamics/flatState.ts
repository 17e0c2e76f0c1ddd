import type { Vector } from '../types/vector.ts';

/** The numbers of a rule's state as one vector, and the way back. */
export interface FlatState {
  /** Every number in the state, in the order of its fields, shape (K). */
  readonly values: Vector;
  /** A state of the same form that holds other numbers. @param values shape (K) */
  restore(values: Vector): unknown;
}

/**
 * A rule's memory as a vector: nested objects, arrays, typed arrays and numbers; undefined and null hold nothing.
 *
 * P8 needs the update map on the full state, evaluated off the trajectory, so that the state must be a vector.
 * @throws TypeError for anything else (functions, strings, maps), with the path to it
 */
export const flatState = (state: unknown): FlatState => {
  const numbers: number[] = [];
  const rebuild = flatten(state, 'state', numbers);
  return { values: Float64Array.from(numbers), restore: (values) => rebuild(values) };
};

type Rebuild = (values: Vector) => unknown;

const flatten = (part: unknown, path: string, numbers: number[]): Rebuild => {
  if (part === undefined || part === null) return () => part;
  if (typeof part === 'number') {
    const at = numbers.push(part) - 1;
    return (values) => values[at]!;
  }
  if (part instanceof Float64Array) {
    const from = numbers.length;
    for (const value of part) numbers.push(value);
    return (values) => values.slice(from, from + part.length);
  }
  if (part instanceof Float32Array) {
    const from = numbers.length;
    for (const value of part) numbers.push(value);
    return (values) => Float32Array.from(values.subarray(from, from + part.length));
  }
  if (Array.isArray(part)) {
    const entries = part.map((entry, i) => flatten(entry, `${path}[${i}]`, numbers));
    return (values) => entries.map((entry) => entry(values));
  }
  if (Object.getPrototypeOf(part) === Object.prototype) {
    const fields = Object.entries(part).map(
      ([name, field]) => [name, flatten(field, `${path}.${name}`, numbers)] as const,
    );
    return (values) => Object.fromEntries(fields.map(([name, field]) => [name, field(values)]));
  }
  throw new TypeError(`flatState: ${path} must be numbers, arrays or plain objects, got a ${typeof part}`);
};
