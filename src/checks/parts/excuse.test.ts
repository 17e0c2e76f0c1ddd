import { describe, expect, it } from 'vitest';
import { runTrajectory } from '../../dynamics/trajectory.ts';
import quadratic from '../../losses/quadratic.ts';
import type { NamedRule } from '../../types/rule.ts';
import { excuseForNotFinite } from './excuse.ts';

const bowl = quadratic.build({ spectrum: [1, 1], rotation: null, centre: [1, 2] });

const multiplicative: NamedRule = {
  name: 'multiplicative',
  domain: 'positive',
  update: ({ theta, gradient, stepSize }) => theta.map((x, i) => x * Math.exp(-stepSize * gradient[i]!) - x),
};

const excuse = (rule: NamedRule, theta: readonly number[], stepSize: number): string | undefined => {
  const run = { theta, stepSize, steps: 4, seed: 0, hyperparameters: {} };
  return excuseForNotFinite(rule, bowl, run, runTrajectory(rule, bowl, run));
};

describe('excuseForNotFinite(rule, loss, run, ended)', () => {
  it('excuses a θ that underflowed out of its domain, and a step that overflows', () => {
    // e⁻¹⁰⁰⁰ = 0, then 0·e¹⁰⁰⁰ = 0·∞.
    expect(excuse(multiplicative, [2, 2], 1000)).toBe('θ has left the domain of the rule at step 1');
    expect(excuse(multiplicative, [0.5, 2], 2000)).toBe(
      'the run diverges at step 0, beyond what a number can hold',
    );
  });

  it('excuses neither 1/0 nor what has not happened', () => {
    const quotient: NamedRule = {
      ...multiplicative,
      update: ({ theta, step }) => theta.map((x) => x / step),
    };
    expect(excuse(quotient, [1, 2], 1)).toBeUndefined();
    expect(excuse(multiplicative, [1, 2], 1)).toBeUndefined();
  });
});
