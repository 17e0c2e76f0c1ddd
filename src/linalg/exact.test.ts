import { describe, expect, it } from 'vitest';
import {
  bitLength,
  dyadic,
  dyadicVector,
  exactDot,
  exceeds,
  integerDot,
  integerRatio,
  magnitude,
  signOf,
} from './exact.ts';
import { scaledToNumber, timesPowerOfTwo } from './scaled.ts';

describe('dyadics', () => {
  it.each([0, 1, -0.1, 5e-324, -Number.MAX_VALUE, 2 ** -1022, 3 * 2 ** -1074])(
    'dyadic(%d) gives the double back',
    (x) => {
      const { integer, exponent } = dyadic(x);
      expect(timesPowerOfTwo(Number(integer), exponent)).toBe(x);
    },
  );

  it('dyadicVector of zeros is a vector of zeros', () => {
    expect(dyadicVector([0, -0])).toEqual({ integers: [0n, 0n], exponent: 0 });
  });

  it('dyadicVector takes the least exponent of the coordinates that are not 0', () => {
    const { integers, exponent } = dyadicVector([0, 2 ** 60, -3]);
    // 3 = 3·2⁵¹ · 2⁻⁵¹ in 53 bits.
    expect(exponent).toBe(-51);
    expect(integers).toEqual([0n, 2n ** 111n, -3n * 2n ** 51n]);
  });

  it('exactDot keeps what no sum of doubles can', () => {
    const { integer, exponent } = exactDot([1, 1, 1e-300], [1, -1, 1e-300]);
    expect(integer > 0n).toBe(true);
    expect(exponent).toBeLessThan(-2000);
  });

  it('exactDot([3, 0.5], [2, −8]) is 2', () => {
    const { integer, exponent } = exactDot([3, 0.5], [2, -8]);
    expect(integer << 200n).toBe(2n << BigInt(200 - exponent));
  });

  it('integerDot and signOf', () => {
    expect(integerDot([2n, -3n, 5n], [7n, 11n, 13n])).toBe(14n - 33n + 65n);
    expect([5n, 0n, -5n].map(signOf)).toEqual([1, 0, -1]);
  });

  it.each([0n, 1n, -1n, 7n, -8n, 255n, 256n, 2n ** 100n, 2n ** 100n - 1n, -(2n ** 63n)])(
    'bitLength(%d) counts its binary digits',
    (x) => {
      const digits = (x < 0n ? -x : x).toString(2);
      expect(bitLength(x)).toBe(x === 0n ? 0 : digits.length);
    },
  );
});

describe('integerRatio', () => {
  it('integerRatio rounds quotients of integers of any size', () => {
    const third = integerRatio(10n ** 400n, 3n * 10n ** 400n);
    expect(timesPowerOfTwo(third.significand, third.exponent)).toBe(1 / 3);
    const large = integerRatio(-(7n ** 500n), 7n ** 499n);
    expect(timesPowerOfTwo(large.significand, large.exponent)).toBe(-7);
    expect(integerRatio(0n, 5n)).toEqual({ significand: 0, exponent: 0 });
  });

  it.each([
    [3n, 7n],
    [-(2n ** 200n) + 1n, 3n],
    [2n ** 64n - 1n, 1n],
    [5n, 3n ** 300n],
    [-(3n ** 300n), 5n ** 3n],
  ])('integerRatio(%d, %d) has a significand between ½ and 2, and is off by one rounding', (n, d) => {
    const { significand, exponent } = integerRatio(n, d);
    expect(Math.abs(significand)).toBeGreaterThanOrEqual(0.5);
    expect(Math.abs(significand)).toBeLessThanOrEqual(2);
    // |significand·2^exponent − n/d| ≤ (2⁻⁵³ + 2⁻⁶⁰)|n/d| in integers: both sides times d·2¹²⁰⁰.
    const computed = BigInt(significand * 2 ** 60) * d * 2n ** BigInt(1140 + exponent);
    const difference = computed - n * 2n ** 1200n;
    const size = difference < 0n ? -difference : difference;
    expect(size * 2n ** 60n <= (n < 0n ? -n : n) * 2n ** 1200n * (2n ** 7n + 1n)).toBe(true);
  });
});

describe('comparisons', () => {
  it('magnitude(x) is |x|, 0 included', () => {
    expect(scaledToNumber(magnitude(exactDot([-3], [0.5])))).toBe(1.5);
    expect(scaledToNumber(magnitude(exactDot([3], [2 ** -600])))).toBe(3 * 2 ** -600);
    expect(scaledToNumber(magnitude(exactDot([0], [1])))).toBe(0);
  });

  it('exceeds compares a dyadic with a scaled number exactly', () => {
    const sum = exactDot([1, 2 ** -60], [1, 1]);
    expect(exceeds(sum, { significand: 1, exponent: 0 })).toBe(true);
    expect(exceeds(exactDot([-1, -(2 ** -60)], [1, 1]), { significand: 1, exponent: 0 })).toBe(true);
    expect(exceeds(exactDot([-1], [1]), { significand: 1, exponent: 0 })).toBe(false);
    expect(exceeds({ integer: 1n, exponent: 5 }, { significand: 1, exponent: 4 })).toBe(true);
    expect(exceeds({ integer: 1n, exponent: 4 }, { significand: 1, exponent: 4 })).toBe(false);
    expect(exceeds({ integer: 1n, exponent: -100 }, { significand: 1, exponent: 4 })).toBe(false);
    expect(exceeds({ integer: -1n, exponent: -2000 }, { significand: 1.5, exponent: -2001 })).toBe(true);
    expect(exceeds({ integer: -1n, exponent: -2000 }, { significand: 1, exponent: -2000 })).toBe(false);
  });
});
