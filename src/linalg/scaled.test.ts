import { expect, it } from 'vitest';
import {
  exponentOf,
  powerOfTwo,
  scaledLog,
  scaledRatio,
  scaledToNumber,
  scaleInPlace,
  timesPowerOfTwo,
} from './scaled.ts';

it.each([
  [1, 0],
  [1.9, 0],
  [2, 1],
  [-3, 1],
  [2 ** 1023, 1023],
  [Number.MAX_VALUE, 1023],
  [2 ** -1022, -1022],
  [2 ** -1022 - 2 ** -1074, -1023],
  [3e-310, -1029],
  [-5e-324, -1074],
])('exponentOf(%d) is %d', (x, exponent) => {
  expect(exponentOf(x)).toBe(exponent);
});

it('timesPowerOfTwo crosses the whole range and overflows to Infinity', () => {
  expect(timesPowerOfTwo(5e-324, 2097)).toBe(2 ** 1023);
  expect(timesPowerOfTwo(2 ** 1023, -2097)).toBe(5e-324);
  expect(timesPowerOfTwo(1, 5000)).toBe(Number.POSITIVE_INFINITY);
  expect(timesPowerOfTwo(-1, -5000)).toBe(-0);
  expect(scaledToNumber({ significand: 1.5, exponent: -1074 })).toBe(1e-323);
});

it.each([-2000, -1500, -1023, -1022, -969, -1, 0, 1, 1023, 1024, 1500])(
  'timesPowerOfTwo(x, %d) and scaleInPlace agree with multiplication by 2 that many times',
  (exponent) => {
    const start = Math.max(-1022, Math.min(1022, -exponent));
    const values = [1.25, -1.75].map((x) => x * 2 ** start);
    const expected = values.map((x) => {
      let result = x;
      for (let k = 0; k < Math.abs(exponent); k++) result = exponent > 0 ? result * 2 : result / 2;
      return result;
    });
    expect(values.map((x) => timesPowerOfTwo(x, exponent))).toEqual(expected);
    const x = Float64Array.from(values);
    scaleInPlace(x, exponent);
    expect([...x]).toEqual(expected);
  },
);

it('powerOfTwo is exact over the normal range', () => {
  for (let exponent = -1022; exponent <= 1023; exponent++) expect(powerOfTwo(exponent)).toBe(2 ** exponent);
});

it('scaledRatio(a, b) divides significands and subtracts exponents', () => {
  const ratio = scaledRatio({ significand: 3, exponent: 2000 }, { significand: 2, exponent: -3000 });
  expect(ratio).toEqual({ significand: 1.5, exponent: 5000 });
});

it('scaledLog(x) is the natural logarithm beyond the range of doubles', () => {
  // ln 2 = 0.693147180559945309417…, ln 7 = 1.945910149055313305105….
  expect(scaledLog({ significand: 1, exponent: 10_000 })).toBeCloseTo(6931.471805599453, 10);
  expect(scaledLog({ significand: 7, exponent: -10_000 })).toBeCloseTo(
    1.94591014905531 - 6931.47180559945,
    10,
  );
});
