import { describe, expect, it } from 'vitest';
import { complementBasis, reflect, reflectionOf, unitVector } from './complement.ts';
import { bitLength, dyadic, dyadicVector, exactDot, exceeds, integerRatio, magnitude } from './exact.ts';
import { planeDirection } from './planeDirection.ts';
import { choleskyShift, compensatedDotBound, gamma, roundedDown } from './rounding.ts';
import { exponentOf, powerOfTwo, scaledToNumber, scaleInPlace, timesPowerOfTwo } from './scaled.ts';
import { signOfInnerProduct } from './sign.ts';

describe('scaled numbers', () => {
  it.each([1, 1.9, 2, -3, 2 ** 1023, 5e-324, 2 ** -1022, 3e-310])('exponentOf(%d) is ⌊log₂|x|⌋', (x) => {
    const exponent = exponentOf(x);
    expect(timesPowerOfTwo(Math.abs(x), -exponent)).toBeGreaterThanOrEqual(1);
    expect(timesPowerOfTwo(Math.abs(x), -exponent)).toBeLessThan(2);
  });

  it('timesPowerOfTwo crosses the whole range and overflows to Infinity', () => {
    expect(timesPowerOfTwo(5e-324, 2097)).toBe(2 ** 1023);
    expect(timesPowerOfTwo(2 ** 1023, -2097)).toBe(5e-324);
    expect(timesPowerOfTwo(1, 5000)).toBe(Number.POSITIVE_INFINITY);
    expect(timesPowerOfTwo(-1, -5000)).toBe(-0);
    expect(scaledToNumber({ significand: 1.5, exponent: -1074 })).toBe(1e-323);
  });

  it('powerOfTwo is exact over the normal range', () => {
    for (let exponent = -1022; exponent <= 1023; exponent++) expect(powerOfTwo(exponent)).toBe(2 ** exponent);
  });

  it('scaleInPlace does what timesPowerOfTwo does to each coordinate', () => {
    const x = Float64Array.of(1, -3, 5e-324);
    scaleInPlace(x, 1500);
    expect([...x]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 426]);
    scaleInPlace(x, 0);
    expect(x[2]).toBe(2 ** 426);
  });
});

describe('exact dyadics', () => {
  it.each([0, 1, -0.1, 5e-324, -Number.MAX_VALUE, 2 ** -1022])('dyadic(%d) gives the double back', (x) => {
    const { integer, exponent } = dyadic(x);
    expect(timesPowerOfTwo(Number(integer), exponent)).toBe(x);
  });

  it('dyadicVector of zeros is a vector of zeros', () => {
    expect(dyadicVector([0, -0])).toEqual({ integers: [0n, 0n], exponent: 0 });
  });

  it('exactDot keeps what no sum of doubles can', () => {
    const { integer, exponent } = exactDot([1, 1, 1e-300], [1, -1, 1e-300]);
    expect(integer > 0n).toBe(true);
    expect(exponent).toBeLessThan(-2000);
  });

  it.each([0n, 1n, -1n, 255n, 256n, 2n ** 100n, 2n ** 100n - 1n])(
    'bitLength(%d) counts its binary digits',
    (x) => {
      const digits = (x < 0n ? -x : x).toString(2);
      expect(bitLength(x)).toBe(x === 0n ? 0 : digits.length);
    },
  );

  it('integerRatio rounds quotients of integers of any size', () => {
    const third = integerRatio(10n ** 400n, 3n * 10n ** 400n);
    expect(timesPowerOfTwo(third.significand, third.exponent)).toBe(1 / 3);
    const large = integerRatio(-(7n ** 500n), 7n ** 499n);
    expect(timesPowerOfTwo(large.significand, large.exponent)).toBe(-7);
    expect(integerRatio(0n, 5n).significand).toBe(0);
  });

  it('exceeds compares a dyadic with a scaled number exactly', () => {
    const sum = exactDot([1, 2 ** -60], [1, 1]);
    expect(exceeds(sum, { significand: 1, exponent: 0 })).toBe(true);
    expect(exceeds(exactDot([-1], [1]), { significand: 1, exponent: 0 })).toBe(false);
    expect(exceeds({ integer: 1n, exponent: 5 }, { significand: 1, exponent: 4 })).toBe(true);
    expect(scaledToNumber(magnitude(exactDot([-3], [0.5])))).toBe(1.5);
  });
});

describe('signOfInnerProduct', () => {
  it.each([
    [[1, 2], [3, 4], 1],
    [[1, 2], [-3, -4], -1],
    [[1, 1], [1, -1], 0],
    [[1, 1, 1e-300], [1, -1, 1e-300], 1],
    [[1e300, 1], [1e300, 1], 1],
    [[5e-324], [-5e-324], -1],
    [[0, 0], [1, 1], 0],
    [[], [], 0],
  ])('signOfInnerProduct(%j, %j) is %d', (g, y, sign) => {
    expect(signOfInnerProduct(Float64Array.from(g), Float64Array.from(y))).toBe(sign);
  });
});

describe('bounds', () => {
  it('gamma and the bounds on sums become Infinity where their analysis ends', () => {
    expect(gamma(2 ** 53)).toBe(Number.POSITIVE_INFINITY);
    expect(compensatedDotBound(1e8, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(choleskyShift(2 ** 53, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(roundedDown(1)).toBeLessThan(1);
    expect(roundedDown(0)).toBeLessThan(0);
  });
});

describe('complementBasis', () => {
  it('complementBasis keeps its promise for one vector along a negative axis', () => {
    const basis = complementBasis([Float64Array.of(0, -1, 0)], 3);
    expect(basis.count).toBe(2);
    const v = Float64Array.of(1, 5, -2);
    const back = basis.combine(basis.coordinates(v));
    expect([...back].map((x) => x + 0)).toEqual([1, 0, -2]);
  });

  it('reflect(reflectionOf(x), x) lies on the axis', () => {
    const unit = Float64Array.of(0.6, 0.8);
    const image = reflect(reflectionOf(unit, 1), unit);
    expect(image[0]).toBeCloseTo(0, 15);
    expect(image[1]).toBeCloseTo(-1, 15);
    expect([...unitVector(2, 1)]).toEqual([0, 1]);
  });

  it('planeDirection is at right angles to g even where y differs from it in the last digit', () => {
    const g = Float64Array.of(0.1, 0.2, 0.3);
    const h = planeDirection(g, Float64Array.of(0.1, 0.2, 0.30000000000000004), 1e-16);
    expect(h.reduce((sum, value, i) => sum + value * g[i]!, 0)).toBeCloseTo(0, 15);
    expect(Math.hypot(...h)).toBeCloseTo(1, 15);
    expect(h[2]).toBeGreaterThan(0);
  });
});
