import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Vector } from '../types/vector.ts';

/** Approximate spectral decomposition of a symmetric matrix, eigenvalues in ascending order. */
export interface SymmetricSpectrum {
  /** Shape (D). */
  readonly values: Vector;
  /** An orthonormal eigenvector for each value, shape (D) each. */
  readonly vectors: readonly Vector[];
}

/**
 * M = V diag(λ) Vᵀ of a bitwise symmetric matrix.
 *
 * @param size D @param entries row-major, shape (D·D), finite
 * Entries are scaled by a power of two first: the decomposition squares them, and never ends where that overflows.
 * Accuracy: absolute O(u‖M‖), so that it decides nothing by itself. Cost: O(D³).
 */
export const symmetricSpectrum = (size: number, entries: Vector): SymmetricSpectrum => {
  if (size === 0) return { values: new Float64Array(0), vectors: [] };
  const scale = scaleOf(entries);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    Matrix.from1DArray(
      size,
      size,
      Array.from(entries, (entry) => flushed(entry * scale)),
    ),
  );
  return {
    values: Float64Array.from(realEigenvalues, (value) => value / scale),
    vectors: realEigenvalues.map((_, k) => Float64Array.from(eigenvectorMatrix.getColumn(k))),
  };
};

/** Entries that are negligible beside the largest by hundreds of orders of magnitude count as 0: the decomposition runs off its arrays where their products underflow. */
const flushed = (entry: number): number => (Math.abs(entry) < negligible ? 0 : entry);

const negligible = 2 ** -500;

/** The power of two that brings the largest entry near 1, as far as doubles have it. */
const scaleOf = (entries: Vector): number => {
  const largest = entries.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return 2 ** Math.min(1000, -Math.floor(Math.log2(largest)));
};

/** M v. @param size D @param entries row-major, shape (D·D) @param v shape (D) Cost: O(D²). */
export const multiply = (size: number, entries: Vector, v: Vector): Vector =>
  Float64Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += entries[i * size + j]! * v[j]!;
    return sum;
  });
