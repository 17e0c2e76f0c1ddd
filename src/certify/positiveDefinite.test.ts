import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { exactDimension } from '../linalg/definiteness.ts';
import { certifyPositiveDefinite } from './positiveDefinite.ts';

/** The identity of shape (D, D) with a block in its place from (at, at) on. */
const withBlock = (size: number, at: number, block: readonly (readonly number[])[]): Matrix => {
  const matrix = Matrix.eye(size);
  block.forEach((row, i) => {
    row.forEach((value, j) => {
      matrix.set(at + i, at + j, value);
    });
  });
  return matrix;
};

/** The sign of xᵀMx for small integers in M, by plain integer arithmetic. */
const formOf = (matrix: Matrix, x: readonly bigint[]): bigint =>
  x.reduce((sum, xi, i) => sum + x.reduce((row, xj, j) => row + BigInt(matrix.get(i, j)) * xi * xj, 0n), 0n);

// x = (−1, 1) has xᵀMx = 2⁻⁵⁰ > 0, which is less than a factorisation in doubles loses.
const barelyDefinite = [
  [1, 1],
  [1, 1 + 2 ** -50],
];

describe('certifyPositiveDefinite(M)', () => {
  it('certifyPositiveDefinite of the empty matrix has nothing that bounds its margin', () => {
    expect(certifyPositiveDefinite(new Matrix(0, 0))).toEqual({
      status: 'proved',
      margin: Number.POSITIVE_INFINITY,
      method: 'inspection',
    });
  });

  it('certifyPositiveDefinite has the least pivot relative to its diagonal entry as its margin', () => {
    // Pivots 2 and 8 − 4²/2 = 0, 8 − 2²/2 = 6.
    const rows = [
      [2, 2],
      [2, 8],
    ];
    expect(certifyPositiveDefinite(new Matrix(rows)).margin).toBeCloseTo(6 / 8, 12);
    expect(certifyPositiveDefinite(new Matrix(barelyDefinite)).margin * 2 ** 50).toBeCloseTo(1, 12);
  });

  it.each([0, -1])(
    'certifyPositiveDefinite refutes a diagonal entry of %d at D = 30 by its axis',
    (entry) => {
      // The block before it is definite, and too close to singular for doubles.
      const matrix = withBlock(30, 0, barelyDefinite);
      matrix.set(29, 29, entry);
      for (let k = 2; k < 29; k++) {
        matrix.set(29, k, 1 / 8);
        matrix.set(k, 29, 1 / 8);
      }
      const { status, method, margin, witness } = certifyPositiveDefinite(matrix);
      expect({ status, method, margin }).toEqual({ status: 'refuted', method: 'witness', margin: entry });
      expect(witness).toEqual(Array.from({ length: 30 }, (_, i) => (i === 29 ? 1n : 0n)));
    },
  );

  it.each([
    [
      'the factorisation breaks off in a direction of descent',
      0,
      [
        [1, 2],
        [2, 1],
      ],
    ],
    [
      'the matrix is exactly singular',
      0,
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'the direction comes last',
      28,
      [
        [3, 5],
        [5, 7],
      ],
    ],
  ])('certifyPositiveDefinite refutes at D = 30 where %s', (_, at, block) => {
    const matrix = withBlock(30, at, block);
    const { status, method, margin, witness } = certifyPositiveDefinite(matrix);
    expect({ status, method }).toEqual({ status: 'refuted', method: 'witness' });
    const form = formOf(matrix, witness!);
    expect(form <= 0n).toBe(true);
    expect(Math.sign(margin)).toBe(Number(form > 0n) - Number(form < 0n));
    expect(witness!.some((x) => x !== 0n)).toBe(true);
  });

  it('certifyPositiveDefinite refutes by the least eigenvector where the factorisation breaks off too early', () => {
    const matrix = withBlock(30, 0, barelyDefinite);
    matrix.set(28, 29, 2);
    matrix.set(29, 28, 2);
    const { status, method, margin, witness } = certifyPositiveDefinite(matrix);
    expect({ status, method }).toEqual({ status: 'refuted', method: 'witness' });
    expect(margin).toBeLessThan(0);
    expect(witness![28]! * witness![29]! < 0n).toBe(true);
  });

  it('certifyPositiveDefinite refutes where a scaled entry overflows', () => {
    const matrix = withBlock(30, 3, [
      [1e-300, 1e308],
      [1e308, 1e-300],
    ]);
    expect(certifyPositiveDefinite(matrix).status).toBe('refuted');
  });

  it('certifyPositiveDefinite decides everything up to D = 24, and owns up beyond', () => {
    const status = (size: number) => certifyPositiveDefinite(withBlock(size, size - 2, barelyDefinite));
    expect(exactDimension).toBe(24);
    expect(status(24)).toMatchObject({ status: 'proved', method: 'exact-elimination' });
    expect(status(25)).toEqual({ status: 'inconclusive', margin: Number.NaN, method: 'none' });
  });
});
