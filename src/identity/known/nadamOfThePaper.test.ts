import { expect, it } from 'vitest';
import { runTrajectory } from '../../dynamics/trajectory.ts';
import linear from '../../losses/linear.ts';
import nadamOfThePaper from './nadamOfThePaper.ts';

/** Δ of the first step at η = 1. */
const first = (slope: number, hyperparameters: Readonly<Record<string, number>>): number | undefined => {
  const run = { theta: [0], stepSize: 1, steps: 1, seed: 1, hyperparameters };
  return runTrajectory(nadamOfThePaper, linear.build({ slope: [slope] }), run).steps[0]?.delta[0];
};

it('nadam-of-the-paper weighs m by the schedule too: m₁ = (1 − μ₁)∇L', () => {
  // μ₁ = 0.26 and μ₂ = 0.2696.
  const fast = { beta1: 1 / 2, beta2: 3 / 4, epsilon: 0, momentumDecay: 1 };
  expect(first(2, fast)).toBeCloseTo(-((0.2696 * 0.74 * 2) / (1 - 0.26 * 0.2696) + 2) / 2, 14);
  const customary = { beta1: 0.9, beta2: 0.999, epsilon: 0, momentumDecay: 0.004 };
  expect(first(1, customary)).toBeCloseTo(-1.3104433, 7);
});
