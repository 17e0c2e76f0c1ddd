import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { certifyConditionNumber } from './conditionNumber.ts';
import { certifyMapsTo } from './mapsTo.ts';
import { certifyPositiveDefinite } from './positiveDefinite.ts';

const empty = new Matrix(0, 0);
const wide = new Matrix([[1, 2]]);

describe('certifyPositiveDefinite', () => {
  it.each([
    [
      [
        [8, -2, -4],
        [-2, 5, 1],
        [-4, 1, 2],
      ],
    ],
    [
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      [
        [0, 0],
        [0, 1],
      ],
    ],
    [
      [
        [1, 2],
        [2, 4],
      ],
    ],
  ])('certifyPositiveDefinite refutes the singular %j with xᵀMx = 0', (rows) => {
    const { status, margin, witness } = certifyPositiveDefinite(new Matrix(rows));
    expect(status).toBe('refuted');
    expect(margin).toBe(0);
    const x = witness!.map(Number);
    expect(
      rows.flatMap((row, i) => row.map((value, j) => value * x[i]! * x[j]!)).reduce((a, b) => a + b),
    ).toBe(0);
  });

  it('certifyPositiveDefinite proves by Cholesky, and by elimination next to singularity', () => {
    expect(
      certifyPositiveDefinite(
        new Matrix([
          [2, 1],
          [1, 2],
        ]),
      ),
    ).toMatchObject({
      status: 'proved',
      method: 'shifted-cholesky',
    });
    expect(
      certifyPositiveDefinite(
        new Matrix([
          [1, 1],
          [1, 1 + 2 ** -52],
        ]),
      ),
    ).toMatchObject({
      status: 'proved',
      method: 'exact-elimination',
    });
    expect(
      certifyPositiveDefinite(
        new Matrix([
          [1, 1],
          [1, 1 - 2 ** -53],
        ]),
      ).status,
    ).toBe('refuted');
  });

  it('certifyPositiveDefinite refutes one unit of asymmetry, NaN and infinities, in words', () => {
    const skewed = certifyPositiveDefinite(
      new Matrix([
        [2, 1],
        [1 + 2 ** -52, 2],
      ]),
    );
    expect(skewed).toMatchObject({ status: 'refuted', method: 'inspection' });
    expect(skewed.margin).toBeCloseTo(-(2 ** -52), 20);
    expect(skewed.reason).toContain('M is not symmetric: M[1][0] = 1.0000000000000002, M[0][1] = 1');
    const undefinedEntry = certifyPositiveDefinite(
      new Matrix([
        [1, Number.NaN],
        [Number.NaN, 1],
      ]),
    );
    expect(undefinedEntry.status).toBe('refuted');
    expect(undefinedEntry.margin).toBeNaN();
    expect(undefinedEntry.reason).toBe('M[0][1] = NaN is not finite');
    expect(certifyPositiveDefinite(new Matrix([[Number.POSITIVE_INFINITY]])).status).toBe('refuted');
  });

  it('certifyPositiveDefinite proves the empty matrix and refuses one that is not square', () => {
    expect(certifyPositiveDefinite(empty).status).toBe('proved');
    expect(() => certifyPositiveDefinite(wide)).toThrow('M must be square, got M of 1 × 2');
    expect(() => certifyPositiveDefinite(wide)).toThrow(TypeError);
  });

  it('certifyPositiveDefinite handles entries at both ends of the range', () => {
    expect(certifyPositiveDefinite(new Matrix([[5e-324]])).status).toBe('proved');
    expect(
      certifyPositiveDefinite(
        new Matrix([
          [1e308, 0],
          [0, 5e-324],
        ]),
      ).status,
    ).toBe('proved');
    expect(
      certifyPositiveDefinite(
        new Matrix([
          [1e308, 1e200],
          [1e200, 1e-300],
        ]),
      ).status,
    ).toBe('refuted');
  });

  it('certifyPositiveDefinite decides large matrices away from singularity and owns up next to it', () => {
    const size = 30;
    const ones = Matrix.ones(size, size);
    const close = Matrix.add(ones, Matrix.eye(size).mul(2 ** -45));
    expect(certifyPositiveDefinite(Matrix.add(ones, Matrix.eye(size))).status).toBe('proved');
    expect(certifyPositiveDefinite(Matrix.sub(ones, Matrix.eye(size))).status).toBe('refuted');
    expect(['proved', 'inconclusive']).toContain(certifyPositiveDefinite(close).status);
    const kernel = new Matrix(
      Array.from({ length: size }, (_, i) =>
        Array.from({ length: size }, (__, j) => (i === j ? 1 : 0) - 1 / (i === j ? size : size)),
      ),
    );
    expect(certifyPositiveDefinite(kernel).status).not.toBe('proved');
  });
});

describe('certifyMapsTo', () => {
  it('certifyMapsTo says where equality is exact', () => {
    expect(
      certifyMapsTo(
        new Matrix([
          [2, 1],
          [1, 3],
        ]),
        [1, 2],
        [4, 7],
      ),
    ).toMatchObject({
      status: 'proved',
      exact: true,
      margin: 1,
    });
    const third = certifyMapsTo(new Matrix([[1 / 3]]), [3], [1]);
    expect(third).toMatchObject({ status: 'proved', exact: false });
  });

  it('certifyMapsTo names the coordinate that is worst', () => {
    const found = certifyMapsTo(
      new Matrix([
        [2, 1],
        [1, 3],
      ]),
      [1, 2],
      [4, 7.001],
    );
    expect(found).toMatchObject({ status: 'refuted', coordinate: 1 });
    expect(found.margin).toBeLessThan(0);
  });

  it('certifyMapsTo asks for exact equality where yᵀg ≤ 0', () => {
    const matrix = new Matrix([
      [-1, 0],
      [0, -1],
    ]);
    expect(certifyMapsTo(matrix, [1, 1], [-1, -1]).status).toBe('proved');
    expect(certifyMapsTo(matrix, [1, 1], [-1, -1 - 2 ** -52])).toMatchObject({
      status: 'refuted',
      margin: Number.NEGATIVE_INFINITY,
    });
    expect(certifyMapsTo(matrix, [0, 0], [0, 0]).status).toBe('proved');
  });

  it('certifyMapsTo owns up where the numbers span more than doubles do', () => {
    const matrix = new Matrix([
      [1e300, 0],
      [0, 1e-300],
    ]);
    expect(certifyMapsTo(matrix, [0, 1e300], [0, 1]).status).toBe('inconclusive');
    expect(certifyMapsTo(matrix, [2 ** -900, 0], [1e300 * 2 ** -900, 0])).toMatchObject({
      status: 'proved',
      exact: true,
    });
  });

  it('certifyMapsTo refutes NaN, proves the empty system and refuses shapes that do not fit', () => {
    expect(certifyMapsTo(new Matrix([[Number.NaN]]), [1], [1]).status).toBe('refuted');
    expect(certifyMapsTo(empty, [], [])).toMatchObject({ status: 'proved', exact: true });
    expect(() => certifyMapsTo(wide, [1, 2], [1])).toThrow(TypeError);
    expect(() => certifyMapsTo(new Matrix([[1]]), [1, 2], [1])).toThrow('got M of 1 × 1, g of 2, y of 1');
    expect(() => certifyMapsTo(new Matrix([[1]]), [Number.NaN], [1])).toThrow('g must be finite');
  });
});

describe('certifyConditionNumber', () => {
  const matrix = new Matrix([
    [1, 0],
    [0, 4],
  ]);

  it('certifyConditionNumber decides on both sides of κ and at κ itself', () => {
    expect(certifyConditionNumber(matrix, 5)).toMatchObject({ status: 'proved', method: 'sector' });
    expect(certifyConditionNumber(matrix, 4)).toMatchObject({ status: 'proved', method: 'exact-sector' });
    const refuted = certifyConditionNumber(matrix, 3.999999);
    expect(refuted).toMatchObject({ status: 'refuted', method: 'turning-angle' });
    expect(refuted.margin).toBeLessThan(0);
    expect(refuted.witness).toHaveLength(2);
  });

  it('certifyConditionNumber compares with a rational exactly', () => {
    const third = new Matrix([
      [3, 0],
      [0, 4],
    ]);
    expect(certifyConditionNumber(third, { numerator: 4n, denominator: 3n }).status).toBe('proved');
    expect(certifyConditionNumber(third, { numerator: 4_000_000n, denominator: 3_000_001n }).status).toBe(
      'refuted',
    );
  });

  it('certifyConditionNumber refutes what is not positive definite, and every bound below 1', () => {
    expect(
      certifyConditionNumber(
        new Matrix([
          [1, 2],
          [2, 1],
        ]),
        10,
      ),
    ).toMatchObject({
      status: 'refuted',
      method: 'witness',
    });
    expect(certifyConditionNumber(matrix, 0.5)).toMatchObject({ status: 'refuted', method: 'inspection' });
    expect(certifyConditionNumber(matrix, { numerator: -1n, denominator: 2n }).status).toBe('refuted');
    expect(
      certifyConditionNumber(
        new Matrix([
          [1, 2],
          [3, 4],
        ]),
        10,
      ).reason,
    ).toContain('not symmetric');
  });

  it('certifyConditionNumber proves κ = 1 of the empty matrix and of one entry', () => {
    expect(certifyConditionNumber(empty, 1).status).toBe('proved');
    expect(certifyConditionNumber(new Matrix([[7]]), 1).status).toBe('proved');
  });

  it('certifyConditionNumber owns up in large dimensions next to κ', () => {
    const large = Matrix.eye(30);
    large.set(0, 0, 2);
    expect(certifyConditionNumber(large, 2).status).toBe('inconclusive');
    expect(certifyConditionNumber(large, 2.001).status).toBe('proved');
    expect(certifyConditionNumber(large, 1.999).status).toBe('refuted');
  });

  it('certifyConditionNumber refuses a bound that is no number', () => {
    expect(() => certifyConditionNumber(matrix, Number.NaN)).toThrow('bound must be finite, got bound = NaN');
    expect(() => certifyConditionNumber(matrix, { numerator: 1n, denominator: 0n })).toThrow(RangeError);
    expect(() => certifyConditionNumber(wide, 2)).toThrow(TypeError);
  });
});

describe('certificates at the ends of the range', () => {
  const identity = new Matrix([
    [1, 0],
    [0, 1],
  ]);

  it('certifyMapsTo proves nothing where its allowance overflows', () => {
    for (const first of [1.2e308, 1e308, 1e200]) {
      for (const y of [
        [first, 1],
        [1, first],
      ]) {
        expect(certifyMapsTo(identity, [1, 1], y).status).not.toBe('proved');
      }
    }
    expect(certifyMapsTo(identity, [1.2e308, 1], [1.2e308, 1])).toMatchObject({
      status: 'proved',
      exact: true,
    });
  });

  it('certifyConditionNumber answers for entries that span the whole range', () => {
    const graded = [
      [
        [5e-324, 5e-324],
        [5e-324, 1],
      ],
      [
        [0.24999999999999994, 4.440892098500627e-16],
        [4.440892098500627e-16, 1.7e308],
      ],
      [
        [2.91e-10, 2.91e-10],
        [2.91e-10, 1.7e308],
      ],
    ];
    for (const rows of graded) expect(certifyConditionNumber(new Matrix(rows), 2).status).not.toBe('proved');
  });

  it('each refuses an array of rows, which is no matrix', () => {
    // @ts-expect-error an array of rows has no rows, columns and get
    expect(() => certifyPositiveDefinite([[-1]])).toThrow(
      /^certifyPositiveDefinite: M must be an ml-matrix Matrix/,
    );
    // @ts-expect-error as above
    expect(() => certifyConditionNumber([[-1]], 2)).toThrow(/^certifyConditionNumber: M must be/);
    // @ts-expect-error as above
    expect(() => certifyMapsTo([[1]], [1], [1])).toThrow(/^certifyMapsTo: M must be/);
  });
});
