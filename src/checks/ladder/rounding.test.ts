import { expect, it } from 'vitest';
import * as rounding from './rounding.ts';

it.each([
  ['float64', 1, 1, 0.5, true],
  ['float64', 2 ** 400, 2 ** -501, 0, false],
  ['float64', 2 ** -500, -1, 0, true],
  ['float64', 2 ** -501, 1, 0, false],
  ['float64', 2 ** -250, 1, -(2 ** -250), true],
  ['float64', 2 ** -251, 1, 2 ** -250, false],
  ['float64', 1, 2 ** -51, -1, true],
  ['float64', 1, 2 ** -52, -1, false],
  ['float64', 1, -(2 ** -41), 2 ** 10, true],
  ['float64', 2 ** -2, 2 ** -40, 2 ** 10, false],
  ['float64', Number.NaN, 1, 0, false],
  ['float32', 2 ** -60, 1, 0, true],
  ['float32', 2 ** -61, 1, 0, false],
  ['float32', 1, 2 ** -22, 1, true],
  ['float32', 1, 2 ** -23, 1, false],
] as const)(
  'displacementInRange in %s of η = %d, ∂L = %d, θ = %d is %s',
  (precision, stepSize, gradient, theta, answer) => {
    expect(
      rounding.displacementInRange({ stepSize, gradient, theta }, { precision, arithmetic: precision }),
    ).toBe(answer);
  },
);

it('displacementInRange ends at the size that is ordinary for θᵢ', () => {
  const within = (theta: number): boolean =>
    rounding.displacementInRange(
      { stepSize: 1, gradient: 2 ** 30, theta },
      { precision: 'float64', arithmetic: 'float64' },
    );
  expect([2 ** 20, -(2 ** 20), 2 ** 20 + 1].map(within)).toEqual([true, true, false]);
});

it('displacementInRange takes η |∂L| for a product: two factors of 2⁻³⁰⁰ are out of range', () => {
  const at = (size: number) =>
    rounding.displacementInRange(
      { stepSize: size, gradient: size, theta: 0 },
      { precision: 'float64', arithmetic: 'float64' },
    );
  expect(at(2 ** -300)).toBe(false);
  expect(at(2 ** -240)).toBe(true);
});

it('stepsBeforeStandstill makes a missed coordinate rarer than e⁻⁴⁰, and a fortieth fewer steps do not', () => {
  for (const dimension of [2, 10, 64, 1000]) {
    const steps = rounding.stepsBeforeStandstill(dimension);
    expect((1 - 1 / dimension) ** steps).toBeLessThan(Math.exp(-40));
  }
  const fewer = (39 / 40) * rounding.stepsBeforeStandstill(1000);
  expect((1 - 1 / 1000) ** fewer).toBeGreaterThan(Math.exp(-40));
});
