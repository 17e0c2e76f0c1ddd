import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { integerDot } from '../linalg/exact.ts';
import { certifyConditionNumber, type Rational } from './conditionNumber.ts';

/** R diag(a, b) Rᵀ with R = [[3, −4], [4, 3]]: integers, with the eigenvalues 25a and 25b, so that κ = b/a exactly. */
const turned = (a: number, b: number): number[][] => [
  [9 * a + 16 * b, 12 * a - 12 * b],
  [12 * a - 12 * b, 16 * a + 9 * b],
];

/** H diag(9λ) H/9 with H = 3I − 2(1, 1, 1)(1, 1, 1)ᵀ: integers, with the eigenvalues 9λ. */
const reflected = (values: readonly number[]): number[][] =>
  [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) =>
      values.reduce((sum, value, k) => sum + value * ((i === k ? 3 : 0) - 2) * ((j === k ? 3 : 0) - 2), 0),
    ),
  );

/** κ (1 + parts/10¹⁸). */
const near = (numerator: number, denominator: number, parts: bigint): Rational => ({
  numerator: BigInt(numerator) * (10n ** 18n + parts),
  denominator: BigInt(denominator) * 10n ** 18n,
});

/** Whether sin²∠(x, Mx) > ((K − 1)/(K + 1))², which no M ≻ 0 with κ ≤ K allows. In integers. */
const turnsFurther = (rows: readonly (readonly number[])[], x: readonly bigint[], K: Rational): boolean => {
  const y = rows.map((row) => integerDot(row.map(BigInt), x));
  const [xx, yy, xy] = [integerDot(x, x), integerDot(y, y), integerDot(x, y)];
  const [above, below] = [K.numerator + K.denominator, K.numerator - K.denominator];
  return above ** 2n * (xx * yy - xy ** 2n) > below ** 2n * xx * yy;
};

const diagonal = (...values: readonly number[]): Matrix => Matrix.diag([...values]);

describe('certifyConditionNumber(M, K) next to κ', () => {
  const matrices = [
    ...[1, 3, 1000, 2 ** 20, 2 ** 40].map((b) => ({ rows: turned(1, b), greatest: b, least: 1 })),
    { rows: turned(7, 2 ** 33), greatest: 2 ** 33, least: 7 },
    { rows: reflected([1, 5, 2 ** 30]), greatest: 2 ** 30, least: 1 },
    { rows: reflected([2 ** 30, 3, 2 ** 30]), greatest: 2 ** 30, least: 3 },
    { rows: reflected([3, 2 ** 36, 3]), greatest: 2 ** 36, least: 3 },
  ];

  it.each(matrices)('decides of κ = $greatest/$least at a relative distance of 10⁻¹² and more', (known) => {
    const { rows, greatest, least } = known;
    for (const parts of [10n ** 6n, 10n ** 9n, 10n ** 12n, 10n ** 16n]) {
      const above = near(greatest, least, parts);
      expect(certifyConditionNumber(new Matrix(rows), above).status).toBe('proved');
      const below = near(greatest, least, -parts);
      const { status, witness } = certifyConditionNumber(new Matrix(rows), below);
      expect(status).toBe('refuted');
      if (below.numerator >= below.denominator) expect(turnsFurther(rows, witness!, below)).toBe(true);
    }
  });

  it.each(matrices)('is never wrong of κ = $greatest/$least closer than that', (known) => {
    const { rows, greatest, least } = known;
    for (let parts = 1n; parts < 10n ** 6n; parts *= 7n) {
      expect(certifyConditionNumber(new Matrix(rows), near(greatest, least, parts)).status).not.toBe(
        'refuted',
      );
      expect(certifyConditionNumber(new Matrix(rows), near(greatest, least, -parts)).status).not.toBe(
        'proved',
      );
    }
    expect(certifyConditionNumber(new Matrix(rows), near(greatest, least, 0n)).status).not.toBe('refuted');
  });

  it.each([-400, 0, 400])('proves κ = K at the scale 2^%d', (exponent) => {
    const scale = 2 ** exponent;
    const rows = [
      [5, 4],
      [4, 5],
    ].map((row) => row.map((value) => value * scale));
    const { status, margin } = certifyConditionNumber(new Matrix(rows), 9);
    expect(status).toBe('proved');
    expect(margin).toBeGreaterThanOrEqual(0);
    expect(margin).toBeCloseTo(0, 14);
    expect(certifyConditionNumber(new Matrix(rows), 9 * (1 - 2 ** -53)).status).toBe('refuted');
  });

  it('takes off-diagonal entries into account on both sides', () => {
    // a I + b (1, 1, 1)(1, 1, 1)ᵀ has the eigenvalues a, a and a + 3b.
    const shifted = (a: number, b: number) =>
      new Matrix([
        [a + b, b, b],
        [b, a + b, b],
        [b, b, a + b],
      ]);
    for (const [matrix, kappa] of [
      [shifted(1, 1), 4],
      [shifted(4, -1), 4],
    ] as const) {
      expect(certifyConditionNumber(matrix, kappa * 1.025)).toMatchObject({
        status: 'proved',
        method: 'sector',
      });
      expect(certifyConditionNumber(matrix, kappa * 0.975).status).toBe('refuted');
    }
  });

  it('takes the bound and not its inverse at any scale', () => {
    expect(certifyConditionNumber(diagonal(100, 400), 5)).toMatchObject({
      status: 'proved',
      method: 'sector',
    });
    expect(certifyConditionNumber(diagonal(1 / 100, 1 / 25), 5)).toMatchObject({ method: 'sector' });
  });

  it('sees an entry below the last digit of p', () => {
    // κ = (1 + b)/(1 − b), with p = 1 − 2⁻³⁰ and b = 2⁻³⁰ + 2⁻⁸².
    const b = 2 ** -30 + 2 ** -82;
    const matrix = new Matrix([
      [1, b],
      [b, 1],
    ]);
    const K = { numerator: 2n ** 30n + 1n, denominator: 2n ** 30n - 1n };
    expect(certifyConditionNumber(matrix, K).status).not.toBe('proved');
    const exact = { numerator: 2n ** 82n + 2n ** 52n + 1n, denominator: 2n ** 82n - 2n ** 52n - 1n };
    expect(certifyConditionNumber(matrix, exact).status).not.toBe('refuted');
  });

  it('uses exact elimination up to D = 24', () => {
    const stretched = (size: number): Matrix => {
      const matrix = Matrix.eye(size);
      matrix.set(0, 0, 4);
      return matrix;
    };
    expect(certifyConditionNumber(stretched(24), 4)).toMatchObject({
      status: 'proved',
      method: 'exact-sector',
    });
    // At D = 25 the turning angle of 2e₂ + e₁ is exactly what κ = 4 allows, which refutes nothing.
    expect(certifyConditionNumber(stretched(25), 4)).toEqual({
      status: 'inconclusive',
      margin: 0,
      method: 'none',
    });
  });

  it('takes an M whose least eigenvalue is lost in doubles', () => {
    const matrix = new Matrix([
      [1, 1],
      [1, 1 + 2 ** -52],
    ]);
    // λmin = 2⁻⁵³ and a little, λmax = 2 and a little.
    expect(certifyConditionNumber(matrix, 2 ** 54 * 1.001)).toMatchObject({ status: 'proved' });
    expect(certifyConditionNumber(matrix, 2 ** 54 * 0.999)).toMatchObject({ status: 'refuted' });
  });

  it('proves of an M whose greatest eigenvalue is beyond the range of doubles, and never errs', () => {
    // λ = 10³⁰⁷ and 3.3·10³⁰⁸.
    const matrix = new Matrix([
      [1.7e308, 1.6e308],
      [1.6e308, 1.7e308],
    ]);
    expect(certifyConditionNumber(matrix, 40).status).not.toBe('refuted');
    expect(certifyConditionNumber(matrix, 30).status).not.toBe('proved');
  });
});

describe('certifyConditionNumber(M, K) has as its margin', () => {
  it.each([
    [5, 0.2],
    [{ numerator: 5n, denominator: 1n }, 0.2],
    [3.2, -0.25],
    [{ numerator: 16n, denominator: 5n }, -0.25],
    [{ numerator: 10n ** 400n, denominator: 1n }, 1],
  ])('(K − κ)/K for κ = 4', (bound, margin) => {
    const found = certifyConditionNumber(diagonal(1, 4), bound);
    expect(found.margin).toBeCloseTo(margin, 15);
    expect(found.status).toBe(margin > 0 ? 'proved' : 'refuted');
  });

  it('less than 0 where it is refuted by less than a rounding', () => {
    const { status, margin } = certifyConditionNumber(diagonal(3, 4), near(4, 3, -1n));
    expect({ status, margin }).toEqual({ status: 'refuted', margin: -5e-324 });
  });

  it.each([
    [1, 0],
    [4, 0.75],
    [{ numerator: 5n, denominator: 4n }, 0.2],
  ])('(K − 1)/K for D = 1', (bound, margin) => {
    for (const matrix of [diagonal(7), diagonal(5e-324), diagonal(1e308), new Matrix(0, 0)]) {
      const found = certifyConditionNumber(matrix, bound);
      expect(found.margin).toBeCloseTo(margin, 15);
      expect(found).toMatchObject({ status: 'proved', method: 'inspection' });
    }
  });

  it.each([
    [0.5, -0.5, 'κ ≥ 1 > 0.5'],
    [-3, -4, 'κ ≥ 1 > -3'],
    [{ numerator: -1n, denominator: 2n }, -1.5, 'κ ≥ 1 > -0.5'],
    [{ numerator: 1n, denominator: 4n }, -0.75, 'κ ≥ 1 > 0.25'],
    [0, -1, 'κ ≥ 1 > 0'],
  ])('K − 1 where K < 1', (bound, margin, reason) => {
    for (const matrix of [diagonal(1, 4), diagonal(7), new Matrix(0, 0)]) {
      expect(certifyConditionNumber(matrix, bound)).toEqual({
        status: 'refuted',
        margin,
        method: 'inspection',
        reason,
      });
    }
  });

  it('that of the definiteness certificate where M is not positive definite', () => {
    const { witness, ...found } = certifyConditionNumber(
      new Matrix([
        [1, 2],
        [2, 1],
      ]),
      10,
    );
    // x = (−2, 1): 4 − 8 + 1 = −3 of 13.
    expect(found).toEqual({
      status: 'refuted',
      method: 'witness',
      margin: expect.closeTo(-3 / 13, 14),
      reason: 'M is not positive definite',
    });
    expect(witness![0]).toBe(-2n * witness![1]!);
    expect(
      certifyConditionNumber(
        new Matrix([
          [1, 2],
          [3, 1],
        ]),
        10,
      ),
    ).toEqual({
      status: 'refuted',
      method: 'inspection',
      margin: expect.closeTo(-1 / 3, 14),
      reason: 'M is not symmetric: M[1][0] = 3, M[0][1] = 2',
    });
  });
});

describe('certifyConditionNumber(M, K) takes K exactly', () => {
  it.each([1.5, 1 + 2 ** -52, 2 ** 52 + 1, 2 ** 53 + 2, 2 ** 60])('of κ = K = %d', (K) => {
    const matrix = diagonal(1, K);
    expect(certifyConditionNumber(matrix, K).status).toBe('proved');
    // The double before K.
    const before = K * (1 - 2 ** -53);
    expect(before).toBeLessThan(K);
    expect(certifyConditionNumber(matrix, before).status).toBe('refuted');
  });

  it.each([
    [Number.NaN, RangeError, 'certifyConditionNumber: bound must be finite, got bound = NaN'],
    [Number.POSITIVE_INFINITY, RangeError, 'bound must be finite, got bound = Infinity'],
    [{ numerator: 1n, denominator: 0n }, RangeError, 'must have a denominator > 0, got denominator = 0'],
    [{ numerator: 1n, denominator: -2n }, RangeError, 'must have a denominator > 0, got denominator = -2'],
    [undefined, TypeError, 'bound must be a number or a quotient of two bigints, got bound = undefined'],
    [null, TypeError, 'got bound = null'],
    ['4', TypeError, 'got bound = 4'],
    [{ numerator: 1, denominator: 2n }, TypeError, 'bound must be a number or a quotient of two bigints'],
    [{ numerator: 1n, denominator: 2 }, TypeError, 'bound must be a number or a quotient of two bigints'],
  ])('and refuses what is no number', (bound, kind, message) => {
    const call = (): unknown => Reflect.apply(certifyConditionNumber, undefined, [diagonal(1, 4), bound]);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
