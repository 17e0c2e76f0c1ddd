import { expect, it } from 'vitest';
import { quadraticLoss } from '../../losses/quadratic/quadraticLoss.ts';
import { stepGeometry } from './stepGeometry.ts';

/** L = ½(x² + z²), so that −D̄L = −(θ + θ')/2. */
const bowl = quadraticLoss({ name: 'bowl', spectrum: [1, 1], rotation: [1, 0], centre: null, drift: null });

const step = (theta: readonly number[], delta: readonly number[]) =>
  stepGeometry(bowl, {
    index: 0,
    theta: Float64Array.from(theta),
    next: Float64Array.from(theta, (entry, i) => entry + delta[i]!),
    delta: Float64Array.from(delta),
    gradient: Float64Array.from(theta),
    time: 0,
  });

it('stepGeometry(loss, step) has ψ and κ* of (Δ, −D̄L)', () => {
  // From (2, 0) by (−1, 1): −D̄L = (−1.5, −0.5), yᵀΔ = 1, c² = 1/(2.5 · 2).
  const { angle, conditionNumber, fell } = step([2, 0], [-1, 1]);
  expect(Math.cos(angle)).toBeCloseTo(Math.sqrt(0.2), 14);
  expect(conditionNumber).toBeCloseTo((1 + Math.sqrt(0.8)) ** 2 / 0.2, 10);
  expect(fell).toBe(true);
});

it('stepGeometry(loss, step) has no κ* where the loss rose', () => {
  const { angle, conditionNumber, fell } = step([1, 0], [1, 0]);
  expect(angle).toBeCloseTo(Math.PI, 14);
  expect(conditionNumber).toBe(Number.POSITIVE_INFINITY);
  expect(fell).toBe(false);
});

it.each([
  ['Δ is 0', [1, 0], [0, 0]],
  ['D̄L is 0', [1, 1], [-2, -2]],
])('stepGeometry(loss, step) has no angle where %s', (_, theta, delta) => {
  const { angle, conditionNumber, fell } = step(theta, delta);
  expect(angle).toBeNaN();
  expect(conditionNumber).toBe(Number.POSITIVE_INFINITY);
  expect(fell).toBe(false);
});
