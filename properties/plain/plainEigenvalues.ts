import { EigenvalueDecomposition, type Matrix } from 'ml-matrix';

/** Eigenvalues of a symmetric matrix in plain doubles, in ascending order; its lower half alone is trusted to be right. */
export const plainEigenvalues = (M: Matrix): readonly number[] =>
  new EigenvalueDecomposition(M, { assumeSymmetric: true }).realEigenvalues.toSorted((a, b) => a - b);
