import { Matrix, solve } from 'ml-matrix';

/**
 * The symmetric P with AᵀP + PA = −Q, from the D² linear equations for its entries.
 *
 * Exists uniquely where no two eigenvalues of A add to zero, and is positive definite for every Q ≻ 0 iff A is
 * Hurwitz. Source: P14; Lyapunov 1892; Bartels, Stewart, Commun. ACM 15 (1972) for the faster way.
 *
 * @param a A, shape (D, D), rows
 * @param q Q, shape (D, D), symmetric
 * @returns P, shape (D, D), exactly symmetric
 * Accuracy: that of one LU factorisation of order D². Cost: O(D⁶): for small D.
 */
export const lyapunovSolution = (
  a: readonly (readonly number[])[],
  q: readonly (readonly number[])[],
): readonly (readonly number[])[] => {
  const size = a.length;
  const system = Matrix.zeros(size * size, size * size);
  const right = Matrix.zeros(size * size, 1);
  const add = (row: number, column: number, value: number): void => {
    system.set(row, column, system.get(row, column) + value);
  };
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const row = i * size + j;
      right.set(row, 0, -q[i]![j]!);
      for (let k = 0; k < size; k++) {
        add(row, k * size + j, a[k]![i]!);
        add(row, i * size + k, a[k]![j]!);
      }
    }
  }
  const entries = solve(system, right);
  const entry = (i: number, j: number): number => entries.get(i * size + j, 0);
  return a.map((_, i) => a.map((_row, j) => (entry(i, j) + entry(j, i)) / 2));
};
