import { gamma } from '../../linalg/rounding.ts';

/**
 * Eigenvalues of a positive semidefinite matrix below this share of the largest are rounding errors of its spectral
 * decomposition, whose error is O(u) times the largest: 16(n + 1)u for n rows.
 *
 * What is left of a gradient along such an eigenvector is at most about u‖∇L‖. Times the power −1/2 of an eigenvalue raised
 * to the share it is about √u times the rest of Δ, where the power of ε alone could be anything.
 */
export const negligibleShare = (rows: number): number => gamma(16 * (rows + 1));
