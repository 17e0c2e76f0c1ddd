import type { Matrix } from 'ml-matrix';
import type { Vector, VectorLike } from '../types/vector.ts';

/** λ with its eigenspace. */
export interface Eigenvalue {
  /** λ > 0; Infinity or 0 where it is beyond the range of doubles. */
  readonly value: number;
  readonly multiplicity: number;
  /**
   * One vector of an orthonormal basis of the eigenspace, shape (D).
   * @param index 0 … multiplicity − 1
   */
  vector(index: number): Vector;
}

/** A symmetric positive definite M with M g = y for the pair it was made from. */
export interface Metric {
  /** D. */
  readonly dimension: number;
  /** M v. @param v shape (D), finite @returns shape (D) */
  apply(v: VectorLike): Vector;
  /** M⁻¹ v. @param v shape (D), finite @returns shape (D) */
  solve(v: VectorLike): Vector;
  /**
   * M as a matrix, bitwise symmetric and proved positive definite.
   * @throws RangeError where no proof succeeds, with the angle and the limit, or where an entry overflows
   */
  toDense(): Matrix;
  /** Distinct eigenvalues in ascending order. */
  readonly eigenvalues: readonly Eigenvalue[];
  /** κ = λmax/λmin. */
  readonly conditionNumber: number;
  /** log det M. */
  readonly logDet: number;
}

/** A metric kept as two vectors and scalars: every product is O(D), and can be written where it is wanted. */
export interface MatrixFreeMetric extends Metric {
  /** M v. @param into where the result goes, shape (D), v itself if need be; a new array by default */
  apply(v: VectorLike, into?: Vector): Vector;
  /** M⁻¹ v. @param into as for `apply` */
  solve(v: VectorLike, into?: Vector): Vector;
}
