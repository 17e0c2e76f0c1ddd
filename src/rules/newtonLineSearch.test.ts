import { expect, it } from 'vitest';
import { runTrajectory } from '../dynamics/trajectory.ts';
import { gamma } from '../linalg/rounding.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import type { Loss } from '../types/loss.ts';
import newtonLineSearch from './newtonLineSearch.ts';

const quadratic = (spectrum: readonly number[], rotation: readonly number[] | null): Loss =>
  quadraticLoss({ name: 'quadratic', spectrum, rotation, centre: null, drift: null });

const step = (loss: Loss, theta: readonly number[], stepSize: number) =>
  runTrajectory(newtonLineSearch, loss, { theta, stepSize, steps: 1, seed: 1, hyperparameters: {} }).steps[0]
    ?.delta ?? new Float64Array();

it('update() reaches the minimum of a quadratic in one step of size 1, Δ = −θ', () => {
  const delta = step(quadratic([1, 4, 9], null), [1, -2, 4], 1);
  // Differences of these integers over powers of two are exact; three roundings are left in each coordinate.
  for (const [i, x] of [1, -2, 4].entries())
    expect(Math.abs(delta[i]! + x)).toBeLessThanOrEqual(gamma(4) * Math.abs(x));
});

it('update() knows the directions of a rotated quadratic', () => {
  // H = I − 2vvᵀ/4 with v = (1, 1, 1, 1) keeps halves of integers.
  const delta = step(quadratic([1, 2, 4, 8], [1, 1, 1, 1]), [1, 2, -1, 4], 1);
  for (const [i, x] of [1, 2, -1, 4].entries()) expect(Math.abs(delta[i]! + x)).toBeLessThan(gamma(600));
});

it('update() takes differences as wide as θ is large', () => {
  // Widths of 2⁻²⁶·2⁴⁰; beside a width of 2⁻²⁶ nothing of θ would move.
  const delta = step(quadratic([1, 4], null), [2 ** 40, -(2 ** 41)], 1);
  for (const [i, x] of [2 ** 40, -(2 ** 41)].entries())
    expect(Math.abs(delta[i]! + x)).toBeLessThanOrEqual(gamma(4) * Math.abs(x));
});

it('update() takes the mean of both differences of a pair of coordinates', () => {
  // ∂(4x + 2y)/∂y = 2 and ∂(4y)/∂x = 0: [4 1; 1 4](4/3, 2/3) = (6, 4).
  const lopsided: Loss = {
    ...quadratic([1, 1], null),
    value: ([x = 0, y = 0]) => 2 * x * x + x * y + 2 * y * y,
    gradient: ([x = 0, y = 0]) => Float64Array.of(4 * x + 2 * y, 4 * y),
  };
  const delta = step(lopsided, [1, 1], 2 ** -10);
  for (const [i, p] of [4 / 3, 2 / 3].entries())
    expect(Math.abs(delta[i]! * 2 ** 10 + p)).toBeLessThanOrEqual(gamma(40));
});

it('update() scales its step by η', () => {
  expect(step(quadratic([4], null), [3], 0.25)).toEqual(Float64Array.of(-0.75));
});

it('update() shifts an indefinite matrix by 1/1024 of its norm beyond its least diagonal entry', () => {
  const loss = quadratic([2, -2], null);
  const shift = Math.sqrt(8) / 1024 + 2;
  const delta = step(loss, [1, 1], 2 ** -12);
  const exact = [-2 / (2 + shift) / 4096, 2 / (Math.sqrt(8) / 1024) / 4096];
  // The second pivot is the difference of 2 and the shift: its roundings count 2/0.0028 = 725 times.
  for (const [i, d] of exact.entries())
    expect(Math.abs(delta[i]! - d)).toBeLessThanOrEqual(gamma(3000) * Math.abs(d));
});

it('update() doubles the shift until the matrix is definite', () => {
  const delta = step(quadratic([3, -1], [1, 1.5]), [1, 0.25], 2 ** -8);
  expect([...delta].every(Number.isFinite)).toBe(true);
  const loss = quadratic([3, -1], [1, 1.5]);
  expect(loss.value(Float64Array.of(1 + delta[0]!, 0.25 + delta[1]!))).toBeLessThan(
    loss.value(Float64Array.of(1, 0.25)),
  );
});

it('update() falls back to the negative gradient where differences overflow', () => {
  const steep: Loss = {
    ...quadratic([1], null),
    value: ([x = 0]) => x,
    gradient: ([x = 0]) => Float64Array.of(x > 1 ? 1e308 * 10 : 1),
  };
  expect(step(steep, [1], 0.5)).toEqual(Float64Array.of(-0.5));
});

it('update() halves its step until the loss falls by enough', () => {
  // ∇²L is taken at the starting point only: from 1 the full step of L = x⁴ − x³·0.8 … is too long once η = 8.
  const quartic: Loss = {
    ...quadratic([1], null),
    value: ([x = 0]) => x ** 4,
    gradient: ([x = 0]) => Float64Array.of(4 * x ** 3),
  };
  const [d = 0] = step(quartic, [1], 8);
  // p ≈ −1/3: 8p and 4p overshoot to where x⁴ is not smaller, 4p lands at −1/3.
  expect(Math.abs(d + 4 / 3)).toBeLessThan(1e-6);
});
