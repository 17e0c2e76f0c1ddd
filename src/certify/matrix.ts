import { type DenseMatrix, entriesOf } from '../linalg/denseMatrix.ts';
import type { Vector } from '../types/vector.ts';

/** A square matrix as a certificate reads it: what is wrong with it, or its entries. */
export type ReadMatrix =
  | { readonly size: number; readonly entries: Vector; readonly fault?: undefined }
  | { readonly size: number; readonly entries: Vector; readonly fault: string; readonly margin: number };

const isMatrix = (value: unknown): value is DenseMatrix =>
  typeof value === 'object' &&
  value !== null &&
  'rows' in value &&
  typeof value.rows === 'number' &&
  'columns' in value &&
  typeof value.columns === 'number' &&
  'get' in value &&
  typeof value.get === 'function';

/** @throws TypeError unless M is a matrix; a plain array of rows would read as one without entries */
export const requireMatrix = (caller: string, matrix: unknown): void => {
  if (isMatrix(matrix)) return;
  const kind = Array.isArray(matrix) ? 'an array' : String(matrix);
  throw new TypeError(`${caller}: M must be an ml-matrix Matrix, such as new Matrix(rows), got M = ${kind}`);
};

/**
 * Entries of a square matrix, and whether it is finite and bitwise symmetric.
 *
 * @returns `fault` in words where it is not, with the margin of that refutation
 * @throws TypeError where M is no matrix, or not square
 */
export const readSymmetric = (caller: string, matrix: DenseMatrix): ReadMatrix => {
  requireMatrix(caller, matrix);
  if (matrix.rows !== matrix.columns) {
    throw new TypeError(`${caller}: M must be square, got M of ${matrix.rows} × ${matrix.columns}`);
  }
  const size = matrix.rows;
  const entries = entriesOf(matrix);
  const at = entries.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) {
    const where = `M[${Math.floor(at / size)}][${at % size}]`;
    return { size, entries, fault: `${where} = ${entries[at]} is not finite`, margin: Number.NaN };
  }
  const mirrored = (k: number): number => (k % size) * size + Math.floor(k / size);
  const skewed = entries.findIndex((value, k) => value !== entries[mirrored(k)]);
  if (skewed < 0) return { size, entries };
  const [i, j] = [Math.floor(skewed / size), skewed % size];
  const [upper, lower] = [entries[skewed]!, entries[mirrored(skewed)]!];
  const fault = `M is not symmetric: M[${j}][${i}] = ${lower}, M[${i}][${j}] = ${upper}`;
  const scale = Math.max(Math.abs(lower), Math.abs(upper));
  return { size, entries, fault, margin: -Math.abs(lower / scale - upper / scale) };
};
