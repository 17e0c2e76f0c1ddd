import { expect, it } from 'vitest';
import { isGamma } from '../../properties/exact/gamma.ts';
import { denseEntryRoundings, gamma } from '../linalg/rounding.ts';
import * as rounding from './rounding.ts';

const u = 2 ** -53;

it('denseExponentFloor leaves 53 bits above the least normal number, normalExponent more', () => {
  expect(2 ** rounding.denseExponentFloor * u).toBe(2 ** -1022);
  expect(rounding.normalExponent).toBeGreaterThan(rounding.denseExponentFloor);
  expect(rounding.normalExponent).toBeLessThan(0);
});

it('leastMetricCosine keeps 4/c² finite', () => {
  expect(4 / rounding.leastMetricCosine ** 2).toBe(2 ** 1002);
});

it('metricRatioRange is symmetric, and keeps squares finite', () => {
  const { least, greatest } = rounding.metricRatioRange;
  expect(least * greatest).toBe(1);
  expect(greatest ** 2).toBe(2 ** 1000);
});

it('denseAngleLimit is the least δ with δ²/2·(1 − δ²/12) ≥ 3γ', () => {
  const slack = (delta: number) => (delta ** 2 / 2) * (1 - delta ** 2 / 12) - 3 * gamma(denseEntryRoundings);
  expect(slack(rounding.denseAngleLimit)).toBeGreaterThan(0);
  expect(slack(rounding.denseAngleLimit * (1 - 2 ** -19))).toBeLessThan(0);
});

it('basisOrthogonality is γ of its roundings', () => {
  expect(isGamma(rounding.basisOrthogonality(10), 4 * (10 + 8))).toBe(true);
});
