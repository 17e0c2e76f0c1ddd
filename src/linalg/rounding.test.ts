import { expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  type Fraction,
  fraction,
  multiply,
  one,
  subtract,
} from '../../properties/exact/fraction.ts';
import { exactGamma, isGamma, wholes } from '../../properties/exact/gamma.ts';
import { precisions } from '../../properties/plain/precisions.ts';
import * as rounding from './rounding.ts';

const u = 2 ** -53;

const closeTo = (value: number, expected: number): void =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9);

const scaled = (bound: number): Fraction => multiply(fraction(bound), wholes(2 ** 53));

it('unitRoundoff is the greatest relative distance from a double', () => {
  expect(1 + u).toBe(1);
  expect(1 + u * (1 + Number.EPSILON)).toBeGreaterThan(1);
  expect(rounding.unitRoundoff).toBe(u);
});

it.each(precisions)('unitRoundoffOf($precision) is half the distance from 1 to the next', (given) => {
  const unit = rounding.unitRoundoffOf(given.precision);
  expect(given.round(1 + unit)).toBe(1);
  expect(given.round(1 + unit * (1 + 2 ** -20))).toBe(1 + 2 * unit);
});

it.each([1, 7, 99, 2 ** 20, 2 ** 40, 2 ** 52])('gamma(%d) bounds k u/(1 − k u) from above', (k) => {
  expect(isGamma(rounding.gamma(k), k)).toBe(true);
});

it('gamma(k) is Infinity once k u ≥ 1', () => {
  expect(rounding.gamma(2 ** 53)).toBe(Number.POSITIVE_INFINITY);
  expect(rounding.gamma(2 ** 60)).toBe(Number.POSITIVE_INFINITY);
});

it('roundedDown(x) is below x by two units of roundoff and by one of 2⁻¹⁰⁷⁴', () => {
  expect(rounding.roundedDown(0)).toBe(-(2 ** -1074));
  expect(rounding.roundedDown(1)).toBe(1 - 2 * u);
  expect(rounding.roundedDown(-1)).toBe(-1 - 2 * u);
});

it('roundedUp(bound) makes up for 2³⁰ operations', () => {
  // (1 − u)^(2³⁰) ≥ 1 − 2³⁰u.
  expect(rounding.roundedUp(5) * (1 - 2 ** 30 * u)).toBeGreaterThan(5);
  expect(rounding.roundedUp(5)).toBe(5 + 5 * 2 ** -20);
});

it('acceptedDotError(dot) is one unit in the last place of a power of two', () => {
  expect(rounding.acceptedDotError(-4)).toBe(4 * Number.EPSILON);
});

it.each([1, 1000, 9e7])(
  'compensatedDotBound(%d, 1) is at least (3·2⁻²³ + 19·2⁻²² + 171nu) u, and 3 % more at most',
  (n) => {
    const derived = add(wholes(3 + 2 * 19, 2 ** 23), wholes(19 * 9 * n, 2 ** 53));
    const bound = scaled(rounding.compensatedDotBound(n, 1));
    expect(compare(bound, multiply(derived, wholes(2 ** 20 + 1, 2 ** 20)))).toBeGreaterThanOrEqual(0);
    expect(compare(bound, multiply(derived, wholes(103, 100)))).toBeLessThanOrEqual(0);
  },
);

it('compensatedDotBound(n, N) grows with N, and ends where n²u² ≤ u does', () => {
  expect(rounding.compensatedDotBound(10, 2 ** 70)).toBe(2 ** 70 * rounding.compensatedDotBound(10, 1));
  expect(9e7 ** 2 * u).toBeLessThan(1);
  expect(rounding.compensatedDotBound(9e7 + 1, 1)).toBe(Number.POSITIVE_INFINITY);
});

it.each([1, 4, 10_000])('gridDotBound(%d, N) covers 16u of the tails, and 7 %% more at most', (n) => {
  const derived = 16 * 4.2 * Math.sqrt(n) * 2 ** -26 * u * 3;
  expect(rounding.gridDotBound(n, 3)).toBeGreaterThanOrEqual(derived * (1 + 2 ** -20));
  expect(rounding.gridDotBound(n, 3)).toBeLessThan(derived * 1.07);
});

it('bounds on dot products leave room for underflow at the least norms', () => {
  const least = rounding.safeSquaredNorm.least;
  const underflow = (n: number) => 4 * n * 2 ** -1074;
  expect(2 ** -23 * u * least).toBeGreaterThan(underflow(9e7));
  expect(4.2 * 2 ** -26 * u * least).toBeGreaterThan(underflow(1e12));
});

it('safeSquaredNorm keeps products of remainders of single precision below 2⁻²³u², and squares finite', () => {
  const { least, greatest } = rounding.safeSquaredNorm;
  expect(u * 2 ** -149).toBeLessThan(2 ** -23 * u * u * Math.sqrt(least));
  expect(least).toBeLessThan(1);
  expect(greatest ** 2).toBeLessThan(Number.POSITIVE_INFINITY);
  expect(Math.fround(Math.sqrt(greatest))).toBeLessThan(Number.POSITIVE_INFINITY);
});

it.each([1, 10, 2 ** 40])('dotTwoBound(%d, …) is at least u|s|/(1 − u) + 2γₙ²Σ', (n) => {
  const squared = multiply(exactGamma(n), exactGamma(n));
  // The computed sum of n absolute terms may be low by a factor of 1 + γₙ.
  const terms = multiply(multiply(wholes(2), squared), add(one, exactGamma(n)));
  expect(compare(fraction(rounding.dotTwoBound(n, 0, 1)), terms)).toBeGreaterThanOrEqual(0);
  expect(rounding.dotTwoBound(n, 0, 1)).toBeLessThan(
    2 * rounding.gamma(n + 2) ** 2 * (1 + 2 * n * u) * 1.0001,
  );
  expect(rounding.dotTwoBound(n, 0, 3)).toBeGreaterThan(2 * rounding.dotTwoBound(n, 0, 1));
  expect(rounding.dotTwoBound(n, -8, 0)).toBe(16 * u);
  expect(rounding.dotTwoBound(10, -8, 2 ** 53)).toBeGreaterThan(16 * u);
});

it.each([1, 24, 1000, 2 ** 40])('choleskyShift(%d, …) is at least u Σ(j+1)aⱼⱼ/(1 − γ)² + 4u', (size) => {
  const trace = 3 * size;
  const last = exactGamma(size + 1);
  const left = subtract(one, last);
  const factorisation = divide(wholes(trace, 2 ** 53), multiply(left, left));
  // The weighted trace is itself a sum of D rounded terms.
  const derived = add(multiply(factorisation, add(one, last)), wholes(4, 2 ** 53));
  const shift = fraction(rounding.choleskyShift(size, trace));
  expect(compare(shift, derived)).toBeGreaterThanOrEqual(0);
  expect(compare(shift, multiply(derived, add(one, wholes(60, 2 ** 53))))).toBeLessThanOrEqual(0);
});

it('choleskyShift leaves room for underflow, and ends where γ reaches a half', () => {
  expect(32 * u ** 2).toBeGreaterThan(4 * 2 ** 50 * 2 ** 50 * 2 ** (537 - 1074));
  expect(rounding.choleskyShift(2 ** 50, 1)).toBeLessThan(1);
  expect(rounding.choleskyShift(2 ** 52, 1)).toBe(Number.POSITIVE_INFINITY);
  // γₖ with k + 1 roundings reaches ½ at (k + 1)u = ⅓, here with k = D + 1 and 2⁵³/3 = 3002399751580330 + ⅔.
  expect(rounding.choleskyShift(3002399751580328, 1)).toBeLessThan(2);
  expect(rounding.choleskyShift(3002399751580329, 1)).toBe(Number.POSITIVE_INFINITY);
  expect(rounding.choleskyShift(2 ** 53, 1)).toBe(Number.POSITIVE_INFINITY);
});

it('differenceRoundoff adds both errors and that of the subtraction', () => {
  expect(rounding.differenceRoundoff(-(2 ** 54), 1, 5)).toBe(8 * (1 + 2 ** -20));
});

it('plainDotRoundoff adds γₙ, what the factors carry, and underflow', () => {
  const sum = rounding.plainDotRoundoff({ count: 7, size: 2 ** 53, carried: 5 });
  closeTo(sum, 13 * (1 + 2 ** -20));
  expect(isGamma(rounding.plainDotRoundoff({ count: 7, size: 1, carried: 0 }) / (1 + 2 ** -20), 7)).toBe(
    true,
  );
  expect(rounding.plainDotRoundoff({ count: 3, size: 0, carried: 0 })).toBe(
    3 * rounding.underflow * (1 + 2 ** -20),
  );
});

it('underflow is a normal number above half of 2⁻¹⁰⁷⁴', () => {
  expect(rounding.underflow).toBeGreaterThanOrEqual(2 ** -1022);
  expect(rounding.underflow).toBeLessThan(2 ** -1000);
});

it('headResidualSine is where 3·2⁻²³u/s reaches u/5', () => {
  expect((3 * 2 ** -23) / rounding.headResidualSine).toBeLessThanOrEqual(1 / 5);
  expect((3 * 2 ** -23) / (rounding.headResidualSine / 2)).toBeGreaterThan(1 / 5);
});

it('singleResidualSine is where 2u²/s reaches u/128, doubleResidualSine where 8u³/s reaches u/32', () => {
  expect((2 * u) / rounding.singleResidualSine).toBe(1 / 128);
  expect((8 * u * u) / rounding.doubleResidualSine).toBe(1 / 32);
});

it('exactProductMinimum leaves 2¹⁰⁶ above the least normal number', () => {
  expect(rounding.exactProductMinimum * 2 ** -106).toBe(2 ** -1022);
});

// What the parts of a computation add up to, in units of roundoff; the tolerance may be twice that.
it.each([
  ['elementaryRoundoff', rounding.elementaryRoundoff, 2 * 4],
  ['formulaRoundoff', rounding.formulaRoundoff(1), 8000],
])('%s covers its roundings, and at most twice as many', (_name, tolerance, roundings) => {
  expect(tolerance).toBeGreaterThanOrEqual(roundings * u);
  expect(tolerance).toBeLessThanOrEqual(2 * roundings * u);
});

// Worked out by hand, in units of u.
it.each([['eigenvalueFloor(4)', rounding.eigenvalueFloor(4), 64]])(
  '%s is what its derivation says',
  (_call, tolerance, units) => {
    closeTo(tolerance, units * u);
  },
);

it('formulaRoundoff grows with the size', () => {
  expect(rounding.formulaRoundoff(2 ** 42)).toBe(4);
});
