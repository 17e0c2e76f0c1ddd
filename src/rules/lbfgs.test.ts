import { expect, it } from 'vitest';
import { runTrajectory } from '../dynamics/trajectory.ts';
import { gamma } from '../linalg/rounding.ts';
import { quadraticLoss } from '../losses/quadratic/quadraticLoss.ts';
import type { Loss } from '../types/loss.ts';
import lbfgs from './lbfgs.ts';

/** ½(x² + 4y²) */
const loss = quadraticLoss({ name: 'bowl', spectrum: [1, 4], rotation: null, centre: null, drift: null });

const run = (steps: number, memory = 5) =>
  runTrajectory(lbfgs, loss, { theta: [1, 1], stepSize: 0.25, steps, seed: 1, hyperparameters: { memory } })
    .steps;

it('update() starts along −η∇L', () => {
  expect(run(1)[0]?.delta).toEqual(Float64Array.of(-0.25, -1));
});

/**
 * By hand, in fractions, with the matrix formula H = (I − ρszᵀ)γ(I − ρzsᵀ) + ρssᵀ: from (1, 1) to (3/4, 0),
 * s = (−1/4, −1), z = (−1/4, −4), sᵀz = 65/16, ρ = 16/65, γ = 65/257, ∇L = (3/4, 0), sᵀ∇L = −3/16;
 * (I − ρzsᵀ)∇L = (48/65, −12/65), times γ (48/257, −12/257); ρzᵀ of that 576/16705;
 * H∇L = (48/257, −12/257) − s(576 + 771)/16705 = (13827/66820, 567/16705).
 */
it('update() follows the BFGS matrix of its one pair at the second step', () => {
  const delta = run(2)[1]?.delta ?? [];
  const exact = [-13827 / 66820 / 4, -567 / 16705 / 4];
  // Thirty-odd roundings of terms of which none exceeds ten times the result.
  for (const [i, d] of exact.entries()) {
    expect(Math.abs((delta[i] ?? Number.NaN) - d)).toBeLessThanOrEqual(10 * gamma(40) * Math.abs(d));
  }
});

/**
 * By hand from H⁺ = (I − ρszᵀ)H(I − ρzsᵀ) + ρssᵀ, H₀ = (sᵀz/zᵀz)I = ½I of the newest pair s = (1, 0), z = (1, 1).
 * The oldest, s = (1, 1), z = (1, 3), makes of ½I the matrix [13 1; 1 5]/16; the newest makes of that
 * [21 −5; −5 5]/16, and H(4, −8) = (31, −15)/4. With s = (2, −1), z = (1, −2) between the two they are
 * [404 −54; −54 101]/256 and [357 −101; −101 101]/256, and H(4, −8) = (559, −303)/64.
 */
it.each([
  { count: 'two', middle: [], exact: [31 / 4, -15 / 4] },
  {
    count: 'three',
    middle: [{ step: Float64Array.of(2, -1), change: Float64Array.of(1, -2), curvature: 4 }],
    exact: [559 / 64, -303 / 64],
  },
])('update() follows the BFGS matrix of its $count pairs, exactly', ({ middle, exact }) => {
  const oldest = { step: Float64Array.of(1, 1), change: Float64Array.of(1, 3), curvature: 4 };
  const newest = { step: Float64Array.of(1, 0), change: Float64Array.of(1, 1), curvature: 1 };
  const { delta } = lbfgs.update(
    {
      theta: Float64Array.of(0, 0),
      gradient: Float64Array.of(4, -8),
      stepSize: 0.5,
      step: 3,
      time: 0,
      random: () => 0,
      hyperparameters: { memory: 5 },
      loss: { ...loss, value: ([x = 0, y = 0]) => 4 * x - 8 * y },
      parameters: [],
    },
    { pairs: [oldest, ...middle, newest], last: null },
  );
  expect(delta).toEqual(Float64Array.from(exact, (p) => -p / 2));
});

it('update() obeys the secant equation Hz = s of its newest pair exactly', () => {
  const pair = { step: Float64Array.of(0.5, -1.5), change: Float64Array.of(2, -0.25), curvature: 1.375 };
  const older = { step: Float64Array.of(1, 1), change: Float64Array.of(1, 4), curvature: 5 };
  const { delta } = lbfgs.update(
    {
      theta: Float64Array.of(0.5, 1),
      gradient: Float64Array.of(2, -0.25),
      stepSize: 2 ** -20,
      step: 2,
      time: 0,
      random: () => 0,
      hyperparameters: { memory: 5 },
      loss: { ...loss, value: ([x = 0, y = 0]) => 2 * x - 0.25 * y },
      parameters: [],
    },
    { pairs: [older, pair], last: null },
  );
  expect(delta).toEqual(pair.step.map((d) => -d * 2 ** -20));
});

it('update() forgets pairs beyond its memory', () => {
  const [short, long] = [run(6, 1), run(6, 5)];
  expect(short[1]?.delta).toEqual(long[1]?.delta);
  expect(short[5]?.delta).not.toEqual(long[5]?.delta);
  expect(run(6, 1.5)).toEqual(run(6, 2));
});

it('update() leaves out pairs without positive curvature and still lowers the loss', () => {
  const concave: Loss = {
    ...loss,
    value: ([x = 0, y = 0]) => -x * x - y * y,
    gradient: (t) => t.map((x) => -2 * x),
  };
  const { steps } = runTrajectory(lbfgs, concave, {
    theta: [1, 2],
    stepSize: 0.5,
    steps: 3,
    seed: 1,
    hyperparameters: {},
  });
  expect(steps.map(({ delta }) => [...delta])).toEqual([
    [1, 2],
    [2, 4],
    [4, 8],
  ]);
});

it('update() rests where the loss cannot be seen to fall', () => {
  const deep = { ...loss, value: () => 1e9 };
  const { steps } = runTrajectory(lbfgs, deep, {
    theta: [1, 2],
    stepSize: 0.5,
    steps: 1,
    seed: 1,
    hyperparameters: {},
  });
  expect(steps[0]?.delta).toEqual(Float64Array.of(0, 0));
});
