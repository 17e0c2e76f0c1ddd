import { expect, it } from 'vitest';
import { isGamma } from './exact/gamma.ts';
import * as rounding from './rounding.ts';

const u = 2 ** -53;

const closeTo = (value: number, expected: number): void =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9);

it('subnormalSlack(value) is two units of 2⁻¹⁰⁷⁴ relative to the value', () => {
  expect(rounding.subnormalSlack(0)).toBe(0);
  expect(rounding.subnormalSlack(2 ** -1074)).toBe(2);
  expect(rounding.subnormalSlack(-(2 ** -1072))).toBe(0.5);
});

// What the parts of a computation add up to, in units of roundoff; the tolerance may be twice that.
it.each([
  ['eigenvalueTolerance', rounding.eigenvalueTolerance, 2 * 7 + 8 + (2 * 8 + 7) + 1],
  ['conditionTolerance', rounding.conditionTolerance, 2 * (2 * 7 + 8 + (2 * 8 + 7) + 1)],
  ['solveTolerance', rounding.solveTolerance, 3 * 32],
  ['applyTolerance', rounding.applyTolerance, 14 + 2 * 7 + 8 + 4 + 2],
  ['angleTolerance', rounding.angleTolerance, 12],
  ['eigenvectorTolerance', rounding.eigenvectorTolerance, 2000],
])('%s covers its roundings, and at most twice as many', (_name, tolerance, roundings) => {
  expect(tolerance).toBeGreaterThanOrEqual(roundings * u);
  expect(tolerance).toBeLessThanOrEqual(2 * roundings * u);
});

it('logTolerance is γ of its roundings', () => {
  expect(isGamma(rounding.logTolerance(100), 100 + 64)).toBe(true);
});

it.each([1, 4, 9, 100])('spectralResidualBound(%d, λ) covers the roundings of M h', (size) => {
  const root = Math.sqrt(size);
  const derived = (8 * root + size + 2) * root + 8 * root + size;
  expect(rounding.spectralResidualBound(size, 3)).toBeGreaterThan(3 * derived * u);
  expect(isGamma(rounding.spectralResidualBound(size, 1), 2 * size * root + 20 * size + 20)).toBe(true);
});

// Worked out by hand, in units of u.
it.each([
  ['denseConditionSlack(8, 1)', rounding.denseConditionSlack(8, 1), (30 + 4 * 256) * 2 + 96],
  ['denseConditionSlack(1, 0)', rounding.denseConditionSlack(1, 0), 30 + 4 * 81 + 96],
  ['competitorSlack(8, 1)', rounding.competitorSlack(8, 1), 16 * 16 * 2],
  ['sectorTolerance(9)', rounding.sectorTolerance(9), 1024 * 4],
  ['plainUpdateSlack(8, 3)', rounding.plainUpdateSlack(8, 3), (30 + 4 * 256) * 4 + 96 + 16 * 16 * 8],
  ['reflectionTolerance at 2⁻⁸', rounding.reflectionTolerance({ sine: 2 ** -8 }), 8192 * 2],
])('%s is what its derivation says', (_call, tolerance, units) => {
  closeTo(tolerance, units * u);
});

it('greatestProvenAngle is a tenth of a degree from 90°, where denseConditionSlack is below 2⁻¹⁰', () => {
  expect(Math.PI / 2 - rounding.greatestProvenAngle).toBeCloseTo(0.00174532925199, 12);
  const sine = Math.sin(rounding.greatestProvenAngle);
  expect(rounding.denseConditionSlack(24, (1 + sine) / (1 - sine))).toBeLessThan(2 ** -10);
});

it('competitorSlack is never more than the whole', () => {
  expect(rounding.competitorSlack(8, 2 ** 53)).toBe(1);
});

it('reflectionTolerance falls towards 2⁻⁴⁰ as the sine grows', () => {
  expect(rounding.reflectionTolerance({ sine: 1 })).toBe(2 ** -40 + 2 ** -48);
});

it.each([1, 0.5, 0.1, 1e-3, 1e-9])('slopeSlack(%d) covers how far slopes miss their limit', (delta) => {
  const tangent = (d: number) => Math.tan(d / 2) / (d / 2);
  const limits = [tangent, (d: number) => tangent(d) ** 2, (d: number) => Math.sin(d) / d];
  for (const f of limits) {
    const miss = Math.abs(Math.log10(f(delta)) - Math.log10(f(delta / 10)));
    expect(rounding.slopeSlack(delta)).toBeGreaterThan(miss);
  }
  expect(rounding.slopeSlack(delta)).toBeGreaterThan(u);
  expect(rounding.slopeSlack(delta)).toBeLessThan(delta / 2 + 2 ** -39);
});

it('slopeAccuracy covers terms of the next order, and tells whole numbers apart', () => {
  expect(rounding.slopeAccuracy).toBeGreaterThan(Math.log2(4 / 3) / 6);
  expect(rounding.slopeAccuracy).toBeLessThan(0.5);
});

it('limitAccuracy covers a thousand times the leading coefficient at 2⁻¹⁶', () => {
  expect(rounding.limitAccuracy).toBeGreaterThan(1000 * 2 ** -16);
  expect(rounding.limitAccuracy).toBeLessThan(1);
});

it('flowAccuracy is a hundred local errors, secantRoundoff 2⁻³⁶ of the size and the drop', () => {
  expect(rounding.flowAccuracy(2, 3)).toBe(600);
  expect(rounding.secantRoundoff(2 ** 37, 3)).toBe(5);
});

it('panelQuadratureError covers the error of one panel of log(1 + exp(dσ)), and falls with the sixth power', () => {
  const root = Math.sqrt(3 / 5);
  for (const d of [1 / 2, 2, 8]) {
    const slope = (sigma: number): number => d / (1 + Math.exp(-d * (sigma - 1 / 2)));
    const sum = (5 * slope((1 - root) / 2) + 8 * slope(1 / 2) + 5 * slope((1 + root) / 2)) / 18;
    // log(1 + e^{d/2}) − log(1 + e^{−d/2}) is d/2.
    expect(Math.abs(sum - d / 2)).toBeLessThan(rounding.panelQuadratureError(1, d) + 4 * u * d);
  }
  const least = (4 / 3) ** 6 * Math.cos(4 / 3);
  closeTo(rounding.panelQuadratureError(1, 2), 1 / 3699);
  expect(720 / least / 2016000).toBeLessThan(1 / 3699);
  closeTo(rounding.panelQuadratureError(2, 6), rounding.panelQuadratureError(1, 6) / 64);
});

it('lyapunovRoundoff counts the roundings of elimination and of three products', () => {
  const unit = { dimension: 1, matrix: 1, solution: 1, point: 1 };
  closeTo(rounding.lyapunovRoundoff(unit), (2 * 4 + 2 * 6) * u);
  closeTo(rounding.lyapunovRoundoff({ ...unit, dimension: 2 }), (2 * 64 * 13 + 2 * 9) * u);
  closeTo(rounding.lyapunovRoundoff({ dimension: 1, matrix: 3, solution: 5, point: 2 }), 20 * u * 60);
});
