import { expect, it } from 'vitest';
import * as rounding from './rounding.ts';

const u = 2 ** -53;

const closeTo = (value: number, expected: number): void =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9);

// Worked out by hand, in units of u.
it.each([
  ['inputPerturbation', rounding.inputPerturbation('float64'), 4],
  ['inputPerturbation', rounding.inputPerturbation('float32'), 4 * 2 ** 29],
])('%s is what its derivation says', (_call, tolerance, units) => {
  closeTo(tolerance, units * u);
});

it.each([
  { precision: 'float64', error: 2 ** -50 },
  { precision: 'float32', error: 2 ** -20 },
] as const)('differenceWidths($precision) starts where h⁶·6! is just smaller than $error', (given) => {
  const [{ width, smooth } = { width: 0, smooth: 1 }] = rounding.differenceWidths(given.precision);
  expect(width ** 6 * 720).toBeLessThan(given.error);
  expect((2 * width) ** 6 * 720).toBeGreaterThan(given.error);
  expect(smooth).toBe(0);
});

it('differenceWidths leaves out what a smooth function does over the wider ones', () => {
  for (const { width, smooth } of rounding.differenceWidths('float64').slice(1)) {
    expect(smooth).toBe(width ** 6 * 720);
  }
});
