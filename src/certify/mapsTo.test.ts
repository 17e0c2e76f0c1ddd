import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { certifyMapsTo } from './mapsTo.ts';
import { mapsToTolerance } from './rounding.ts';

const diagonal = (...values: readonly number[]): Matrix => Matrix.diag([...values]);

/** M = [[1 + d, t], [0, 0]], g = (1, 1), y = (1, 0): M g − y = (d + t, 0), yᵀg = 1 and S = [[d, t], [0, 0]]. */
const edge = (d: number, t: number) =>
  certifyMapsTo(
    new Matrix([
      [1 + d, t],
      [0, 0],
    ]),
    [1, 1],
    [1, 0],
  );

describe('certifyMapsTo(M, g, y) at the very edge of what is allowed', () => {
  const d = 17 * 2 ** -52;
  // (B|g|)₁ = 1 + |d| + |t| + 2α with α = tr S = d; t is too small to show in the sum.
  const allowed = mapsToTolerance * (1 + d + 2 * d);
  const t = allowed - d;

  it('proves a residual of exactly what is allowed, with nothing to spare', () => {
    expect(t).toBeGreaterThan(0);
    expect(1 + d + t).toBe(1 + d);
    expect(edge(d, t)).toEqual({ status: 'proved', margin: 0, exact: false, coordinate: 0 });
  });

  it('tells one unit in the last place of t on either side, 2⁻⁵² of a rounding of the residual', () => {
    expect(edge(d, t * (1 + 2 ** -52))).toEqual({
      status: 'refuted',
      margin: -5e-324,
      exact: false,
      coordinate: 0,
    });
    expect(edge(d, t * (1 - 2 ** -53))).toEqual({ status: 'proved', margin: 0, exact: false, coordinate: 0 });
  });

  it('has a margin of (allowed − |M g − y|)/allowed', () => {
    for (const [k, status] of [
      [4, 'proved'],
      [-8, 'proved'],
      [16, 'proved'],
      [18, 'refuted'],
      [-40, 'refuted'],
      [1000, 'refuted'],
    ] as const) {
      const off = k * 2 ** -52;
      // α = max(0, tr S).
      const bound = mapsToTolerance * (1 + Math.abs(off) + 2 * Math.max(0, off));
      const found = edge(off, 0);
      expect(found.status).toBe(status);
      expect(found.margin).toBeCloseTo(1 - Math.abs(off) / bound, 13);
    }
  });
});

describe('certifyMapsTo(M, g, y) says of its coordinate', () => {
  it('the first of those with the least margin', () => {
    expect(certifyMapsTo(diagonal(1, 1, 1), [1, 1, 1], [1, 1.5, 1.5])).toMatchObject({
      status: 'refuted',
      coordinate: 1,
    });
    expect(certifyMapsTo(diagonal(1, 2, 3), [1, 1, 1], [1, 2, 3])).toEqual({
      status: 'proved',
      margin: 1,
      exact: true,
      coordinate: 0,
    });
  });

  it('the first whose margin is unknown where none is refuted, and that nothing is exact', () => {
    // |y||y|ᵀ/(yᵀg) overflows in both rows, and one of them is exact.
    const unknown = { status: 'inconclusive', margin: Number.NaN, exact: false };
    expect(certifyMapsTo(diagonal(1, 1), [1, 1], [1.2e308, 1])).toEqual({ ...unknown, coordinate: 0 });
    expect(certifyMapsTo(diagonal(1, 1), [1, 1], [1, 1.2e308])).toEqual({ ...unknown, coordinate: 1 });
    expect(certifyMapsTo(diagonal(1, 1), [1, 1.2e308], [1, 1.2e308])).toMatchObject({
      status: 'proved',
      exact: true,
    });
  });
});

describe('certifyMapsTo(M, g, y) of zeros', () => {
  it.each([
    [diagonal(1, 1), [0, 0], [0, 0], 'proved'],
    [diagonal(1, 1), [0, 0], [1, 0], 'refuted'],
    [diagonal(1, 1), [1, 1], [0, 0], 'refuted'],
    [diagonal(0, 0), [1, 1], [0, 0], 'proved'],
    [diagonal(0, 0), [1, 1], [0, 2 ** -60], 'refuted'],
    [diagonal(0, 3), [1, 0], [0, 0], 'proved'],
  ] as const)('accepts exact equality alone', (matrix, g, y, status) => {
    const found = certifyMapsTo(matrix, g, y);
    expect(found.status).toBe(status);
    expect(found.exact).toBe(status === 'proved');
    expect(found.margin === 1).toBe(status === 'proved');
    expect(found.margin < 0).toBe(status === 'refuted');
  });

  it.each([
    ['at right angles', [0, 1]],
    ['pointing away', [-1, 1]],
  ] as const)('or of vectors that are %s', (_, y) => {
    const matrix = (error: number) =>
      new Matrix([
        [y[0] + error, 0],
        [y[1], 1],
      ]);
    expect(certifyMapsTo(matrix(0), [1, 0], y)).toMatchObject({ status: 'proved', exact: true });
    expect(certifyMapsTo(matrix(2 ** -53), [1, 0], y)).toMatchObject({ status: 'refuted', exact: false });
  });
});

describe('certifyMapsTo(M, g, y) at scales', () => {
  // M g = (1/3 · 3, 0) up to one rounding.
  it.each([
    [0, 0],
    [500, 499],
    [-500, -400],
    [900, -900],
    [-900, 900],
    [1000, -1040],
  ])('proves 2^%d/3 times 3·2^%d, beside a coordinate of 0', (ofM, ofG) => {
    const third = 2 ** ofM / 3;
    const found = certifyMapsTo(diagonal(third, third), [3 * 2 ** ofG, 0], [2 ** (ofM + ofG), 0]);
    expect(found).toMatchObject({ status: 'proved', exact: false });
    expect(
      certifyMapsTo(diagonal(third, third), [3 * 2 ** ofG, 0], [2 ** (ofM + ofG) * 1.001, 0]).status,
    ).toBe('refuted');
  });

  it('judges vectors close to a right angle by yᵀg, however small', () => {
    // M = y yᵀ/(yᵀg) with y = (1, 0) and g = (ε, 1), so that B|g| = (1 + |S|, …) with S = 0: only γ is allowed.
    for (const exponent of [-50, -120, -400]) {
      const epsilon = 2 ** exponent;
      const at = (roundings: number) =>
        certifyMapsTo(
          new Matrix([
            [2 ** -exponent, 0],
            [0, 0],
          ]),
          [epsilon, 1],
          [1 - roundings * 2 ** -53, 0],
        );
      expect(at(16).status).toBe('proved');
      expect(at(16).margin).toBeCloseTo(
        1 - (16 * 2 ** -53) / (mapsToTolerance * (1 + 3 * 16 * 2 ** -53)),
        10,
      );
      expect(at(60).status).toBe('refuted');
    }
  });

  it.each([
    // What is wrong is the first row; what cannot be held is the second entry of M, of g or of y.
    ['M', diagonal(1e300, 1e-300), [1, 0], [2e300, 0]],
    ['g', diagonal(1, 1), [1e300, 1e-300], [2e300, 0]],
    ['y', diagonal(2 ** 1000, 1), [1, 0], [2 ** 1001, 5e-324]],
  ] as const)('refutes nothing where a part of %s underflows', (_, matrix, g, y) => {
    expect(certifyMapsTo(matrix, g, y).status).toBe('inconclusive');
  });

  it('proves nothing where y is beyond all that M and g could make', () => {
    expect(certifyMapsTo(diagonal(1e-300, 1e-300), [1e-5, 1], [1e300, 1e-300]).status).not.toBe('proved');
    expect(certifyMapsTo(diagonal(1e-300), [1e-5], [1e300]).status).not.toBe('proved');
  });
});

describe('certifyMapsTo refuses by name', () => {
  const unit = diagonal(1, 1);
  it.each([
    [new Matrix([[1, 2]]), [1], [1], TypeError, 'got M of 1 × 2, g of 1, y of 1'],
    [unit, [1], [1, 2], TypeError, 'got M of 2 × 2, g of 1, y of 2'],
    [unit, [1, 2], [1, 2, 3], TypeError, 'got M of 2 × 2, g of 2, y of 3'],
    [unit, undefined, [1, 2], TypeError, 'g of undefined, y of 2'],
    [unit, [1, 2], undefined, TypeError, 'g of 2, y of undefined'],
    [unit, null, [1, 2], TypeError, 'g of undefined, y of 2'],
    [unit, 'ab', [1, 2], TypeError, 'certifyMapsTo: g must be an array of numbers, got g = ab'],
    [unit, [1, 2], ['1', 2], TypeError, 'certifyMapsTo: y must hold numbers, got y[0] = 1'],
    [unit, [1, Number.NaN], [1, 2], RangeError, 'certifyMapsTo: g must be finite, got g[1] = NaN'],
    [unit, [1, 2], [Infinity, 2], RangeError, 'certifyMapsTo: y must be finite, got y[0] = Infinity'],
  ])('what does not fit (%#)', (matrix, g, y, kind, message) => {
    const call = (): unknown => Reflect.apply(certifyMapsTo, undefined, [matrix, g, y]);
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('but refutes one entry of %d', (entry) => {
    expect(certifyMapsTo(diagonal(1, entry), [1, 1], [1, 1])).toEqual({
      status: 'refuted',
      margin: Number.NaN,
      exact: false,
    });
  });
});

describe('certifyMapsTo(M, g, y) where what is allowed of one coordinate overflows', () => {
  // y₂²/(yᵀg) = 2¹⁰⁷⁰ and more leaves y₂ without a measure.
  it('refutes by another coordinate all the same', () => {
    expect(certifyMapsTo(diagonal(1, 1), [1, 0], [2 ** -1070, 1])).toMatchObject({
      status: 'refuted',
      exact: false,
      coordinate: 0,
    });
  });

  it('proves nothing where the others are equal, and digits were lost in scaling', () => {
    // y₂²/(yᵀg) = 2¹⁰⁹⁹ where g₁ and y₁ are brought to 1 and 2⁻⁹⁰⁰, and the last of g, of which nothing is left, to 0.
    const matrix = diagonal(2 ** -900, 1, 0);
    const [g, y] = [
      [2 ** 10, 2 ** -990, 2 ** -1074],
      [2 ** -890, 2 ** 110, 0],
    ];
    expect(certifyMapsTo(matrix, g, y)).toEqual({
      status: 'inconclusive',
      margin: Number.NaN,
      exact: false,
      coordinate: 1,
    });
  });
});

it('certifyMapsTo measures what it spares in integers as well, where digits were lost in scaling', () => {
  // M = I and y = ((1 + 2⁻⁵²) g₁, g₂): |M g − y|₁ = 2⁻⁵² g₁, S ≈ diag(0, 1), α = 1, (B|g|)₁ = 3 g₁.
  const g = [2 ** 10, 2 ** -1074];
  const { status, margin } = certifyMapsTo(diagonal(1, 1), g, [2 ** 10 * (1 + 2 ** -52), 2 ** -1074]);
  expect(status).toBe('proved');
  expect(margin).toBeCloseTo(1 - 2 ** -52 / (3 * mapsToTolerance), 12);
});
