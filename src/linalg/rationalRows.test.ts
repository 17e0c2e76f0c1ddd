import { expect, it } from 'vitest';
import { kernel, reducedRows } from './rationalRows.ts';

it('reducedRows(A, columns) of a regular matrix has its inverse beside it, over the determinant', () => {
  const { rows, pivots, pivot } = reducedRows(
    [
      [0n, 2n, 1n, 0n],
      [3n, 4n, 0n, 1n],
    ],
    2,
  );
  expect(pivots).toEqual([0, 1]);
  expect(rows.map((row) => row.slice(0, 2))).toEqual([
    [pivot, 0n],
    [0n, pivot],
  ]);
  // A⁻¹ = [[−2/3, 1/3], [1/2, 0]]
  expect(rows.map((row) => row.slice(2).map((value) => Number(value) / Number(pivot)))).toEqual([
    [-2 / 3, 1 / 3],
    [1 / 2, 0],
  ]);
});

it('kernel(A, columns) spans what A maps to 0', () => {
  const matrix = [
    [1n, 2n, 3n],
    [2n, 4n, 6n],
  ];
  const found = kernel(matrix, 3);
  expect(found).toHaveLength(2);
  for (const c of found) {
    for (const row of matrix) expect(row.reduce((sum, a, i) => sum + a * c[i]!, 0n)).toBe(0n);
  }
  expect(kernel([], 2)).toEqual([
    [1n, 0n],
    [0n, 1n],
  ]);
});
