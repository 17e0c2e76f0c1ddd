import { expect, it } from 'vitest';
import { quadraticLoss } from '../../losses/quadratic/quadraticLoss.ts';
import type { RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';
import { backtrack } from './backtrack.ts';

const bowl = quadraticLoss({ name: 'bowl', spectrum: [1], rotation: null, centre: null, drift: null });

/** θ = 0, ∇L = 1, η = 1: along p = −1 the slope is −1 and L(−α) = value(α). */
const context = (value: (alpha: number) => number): RuleContext => ({
  theta: Float64Array.of(0),
  gradient: Float64Array.of(1),
  stepSize: 1,
  step: 0,
  time: 0,
  random: () => 0,
  hyperparameters: {},
  loss: { ...bowl, value: ([x = 0]: Vector) => value(-x) },
  parameters: [],
});

it('backtrack(context, p) accepts a fall of 10⁻⁴α∇Lᵀp, and halves α where L falls by less', () => {
  const falling = (share: number) => (alpha: number) => (alpha === 1 ? -share : -alpha);
  expect(backtrack(context(falling(1e-4)), Float64Array.of(-1))).toEqual(Float64Array.of(-1));
  expect(backtrack(context(falling(0.99e-4)), Float64Array.of(-1))).toEqual(Float64Array.of(-0.5));
});

it.each([1, Number.NEGATIVE_INFINITY, Number.NaN])(
  'backtrack(context, %d) turns back to −∇L, which goes downhill',
  (direction) => {
    expect(
      backtrack(
        context((alpha) => -alpha),
        Float64Array.of(direction),
      ),
    ).toEqual(Float64Array.of(-1));
  },
);
