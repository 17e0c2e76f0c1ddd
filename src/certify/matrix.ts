import { type DenseMatrix, entriesOf } from '../linalg/symmetric.ts';
import type { Vector } from '../types/vector.ts';

/** A square matrix as a certificate reads it: what is wrong with it, or its entries. */
export type ReadMatrix =
  | { readonly size: number; readonly entries: Vector; readonly fault?: undefined }
  | { readonly size: number; readonly entries: Vector; readonly fault: string; readonly margin: number };

/**
 * Entries of a square matrix, and whether it is finite and bitwise symmetric.
 *
 * @returns `fault` in words where it is not, with the margin of that refutation
 * @throws TypeError where the matrix is not square
 */
export const readSymmetric = (caller: string, matrix: DenseMatrix): ReadMatrix => {
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
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [lower, upper] = [entries[i * size + j]!, entries[j * size + i]!];
      if (lower === upper) continue;
      const fault = `M is not symmetric: M[${i}][${j}] = ${lower}, M[${j}][${i}] = ${upper}`;
      const scale = Math.max(Math.abs(lower), Math.abs(upper));
      return { size, entries, fault, margin: -Math.abs(lower / scale - upper / scale) };
    }
  }
  return { size, entries };
};
