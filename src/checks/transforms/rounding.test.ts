import { expect, it } from 'vitest';
import { precisions } from '../../../properties/plain/precisions.ts';
import type { Precision } from '../../types/rule.ts';
import * as rounding from './rounding.ts';

const u = 2 ** -53;

const closeTo = (value: number, expected: number): void =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9);

it.each(precisions)('scalableRange($precision) has fifth powers in the normal range', (given) => {
  const { least, greatest } = rounding.scalableRange(given.precision);
  expect(least * greatest).toBe(1);
  expect(given.round(greatest ** 5)).toBeLessThan(Number.POSITIVE_INFINITY);
  expect(given.round((64 * greatest) ** 5)).toBe(Number.POSITIVE_INFINITY);
  expect(least ** 5).toBeGreaterThanOrEqual(given.leastNormal);
});

it.each([
  { precision: 'float64', power: 5, root: 64 },
  { precision: 'float32', power: 2, root: 27 },
] as const)('saturationRange($precision) keeps powers in range and tells roots from limits', (given) => {
  const { beyond, factor, greatest } = rounding.saturationRange(given.precision);
  const round = given.precision === 'float32' ? Math.fround : Number;
  expect(round((2 * greatest) ** given.power)).toBeLessThan(Number.POSITIVE_INFINITY);
  // An average with the weight 2⁻¹⁶ of the newest gradient is that gradient, up to what counts as equal.
  expect(1 / (1 + 2 ** 16 / beyond)).toBeGreaterThan(1 - 2 ** -7);
  const apart = (a: number, b: number): boolean => Math.abs(a - b) > rounding.saturated(Math.min(a, b));
  expect(apart(1, factor ** (1 / given.root))).toBe(true);
  expect(apart(1, factor ** (1 / (2 * given.root)))).toBe(false);
});

it('saturationNoise is a thousandth of the largest step', () => {
  expect(rounding.saturationNoise(1024)).toBe(1);
});

it.each(precisions)('calibrationAccuracy($precision) is above half of the digits', ({ precision }) => {
  expect(rounding.calibrationAccuracy(precision)).toBeGreaterThan(
    Math.sqrt(precision === 'float32' ? 2 ** -24 : u),
  );
  expect(rounding.calibrationAccuracy(precision)).toBeLessThan(1 / 32);
});

it('calibrationAccuracy is coarser than √u of the precision, which difference quotients lose', () => {
  expect(rounding.calibrationAccuracy('float64')).toBe(2 ** -10);
  expect(rounding.calibrationAccuracy('float32')).toBe(2 ** -6);
});

it.each([
  { precision: 'float64', least: 2 ** -500, greatest: 2 ** 500 },
  { precision: 'float32', least: 2 ** -60, greatest: 2 ** 50 },
] as const)('squaresInRange and eachSquareInRange ($precision) take their bounds in', (given) => {
  const { precision, least, greatest } = given;
  const inRange = (...values: readonly number[]) => ({
    largest: rounding.squaresInRange(Float64Array.from(values), precision),
    each: rounding.eachSquareInRange(Float64Array.from(values), precision),
  });
  expect(inRange(1, -2)).toEqual({ largest: true, each: true });
  expect(inRange(-least)).toEqual({ largest: true, each: true });
  expect(inRange(-greatest)).toEqual({ largest: true, each: true });
  expect(inRange(0, 1)).toEqual({ largest: true, each: true });
  expect(inRange(least / 2)).toEqual({ largest: false, each: false });
  expect(inRange(greatest * 2)).toEqual({ largest: false, each: false });
  expect(inRange(1, -least / 2)).toEqual({ largest: true, each: false });
  expect(inRange(1, -greatest * 2)).toEqual({ largest: false, each: false });
  expect(inRange(0, 0)).toEqual({ largest: false, each: true });
  expect(inRange(Number.NaN, 1)).toEqual({ largest: false, each: false });
});

it.each(precisions)('sums of 10⁶ squares in range stay normal in $precision', (given) => {
  const inRange = (x: number) => rounding.squaresInRange(Float64Array.of(x), given.precision);
  let exponent = 0;
  while (inRange(2 ** (exponent + 1))) exponent++;
  expect(given.round(1e6 * 2 ** (2 * exponent))).toBeLessThan(Number.POSITIVE_INFINITY);
  exponent = 0;
  while (inRange(2 ** (exponent - 1))) exponent--;
  expect(2 ** (2 * exponent)).toBeGreaterThanOrEqual(given.leastNormal);
});

it.each(precisions)('gridWidth(magnitude, $precision) has exact sums of multiples', (given) => {
  for (const magnitude of [1, 0.3, 7.99, 1000, 2 ** -30]) {
    const width = rounding.gridWidth(magnitude, given.precision);
    const steps = Math.floor((2 * magnitude) / width);
    const sum = (steps + (steps - 1)) * width;
    expect(given.round(sum)).toBe(sum);
    // Coarser by a factor of four at most than the 24 bits of binary32 would have it.
    expect(steps).toBeGreaterThanOrEqual(2 ** (given.precision === 'float32' ? 22 : 23));
    expect(steps).toBeLessThan(2 ** 24);
    expect(Number.isInteger(Math.log2(width))).toBe(true);
  }
  expect(rounding.gridWidth(0, given.precision)).toBe(rounding.gridWidth(1, given.precision));
});

// Worked out by hand, in units of u.
it.each([
  ['parameterRoundoff', rounding.parameterRoundoff(3, 'float64'), 12],
  ['parameterRoundoff', rounding.parameterRoundoff(3, 'float32'), 12 * 2 ** 29],
  ['signRoundoff', rounding.signRoundoff(-3, 'float64'), 48],
  ['signRoundoff', rounding.signRoundoff(-3, 'float32'), 48 * 2 ** 29],
  ['directionRoundoff', rounding.directionRoundoff(3, 'float64'), 48],
  ['directionRoundoff', rounding.directionRoundoff(3, 'float32'), 48 * 2 ** 29],
])('%s is what its derivation says', (_call, tolerance, units) => {
  closeTo(tolerance, units * u);
});

it('comparedUpdateBound counts the roundings and underflows of both computations', () => {
  const given = { dimension: 4, step: 2 };
  const bound = (largest: number, precision: Precision) =>
    rounding.comparedUpdateBound({ ...given, largest, precision });
  closeTo(bound(3, 'float64'), 2 * 28 * 3 * u);
  closeTo(bound(3, 'float32'), 2 * 28 * 3 * 2 ** -24);
  expect(bound(0, 'float64')).toBe(2 * 28 * 2 ** -1074);
  expect(bound(0, 'float32')).toBe(2 * 28 * 2 ** -149);
});

it('smallNoise is 2⁻²⁰ of the largest, 2⁻⁶ in binary32', () => {
  expect(rounding.smallNoise(8, 'float64')).toBe(2 ** -17);
  expect(rounding.smallNoise(8, 'float32')).toBe(2 ** -3);
});

it.each([
  [[0.5], 1],
  [[0.9, 0.5, 0], 10],
  [[1, 1.5, -1], 0],
  [[], 9999],
])('correctionRoundoff(%j) is 8u times %d', (rates, sum) => {
  expect(rounding.correctionRoundoff(rates, 'float64') / u).toBeCloseTo(8 * sum, 6);
  expect(rounding.correctionRoundoff(rates, 'float32') * 2 ** 24).toBeCloseTo(8 * sum, 6);
});

it.each([0.5, 0.9, 0.9999])(
  'correctionRoundoff covers 1 − βᵗ by products and by a power (β = %d)',
  (beta) => {
    let product = 1;
    for (let t = 1; t <= 300; t++) {
      product *= beta;
      const [left, right] = [1 - product, 1 - beta ** t];
      expect(Math.abs(left - right) / right).toBeLessThanOrEqual(
        rounding.correctionRoundoff([beta], 'float64'),
      );
    }
  },
);
