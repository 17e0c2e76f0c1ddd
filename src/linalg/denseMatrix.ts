import { createRequire } from 'node:module';
import type { Matrix } from 'ml-matrix';
import type { Vector } from '../types/vector.ts';

/** What is read of a dense matrix; an ml-matrix `Matrix` is one. */
export interface DenseMatrix {
  readonly rows: number;
  readonly columns: number;
  get(row: number, column: number): number;
}

/** Entries of a square matrix, row-major. @returns shape (D·D) Cost: O(D²). */
export const entriesOf = (matrix: DenseMatrix): Vector => {
  const size = matrix.rows;
  return Float64Array.from({ length: size * size }, (_, k) => matrix.get(Math.floor(k / size), k % size));
};

/**
 * The matrix with these entries, row-major, of the same class as the user's own; the library is loaded by the first of
 * them, since fuzzing needs none.
 *
 * @param size D @param entries shape (D·D) Cost: O(D²).
 */
export const matrixOf = (size: number, entries: Vector): Matrix =>
  library().Matrix.from1DArray(size, size, [...entries]);

let loaded: typeof import('ml-matrix') | undefined;

const library = (): typeof import('ml-matrix') => {
  const found: typeof import('ml-matrix') = loaded ?? createRequire(import.meta.url)('ml-matrix');
  loaded = found;
  return found;
};
