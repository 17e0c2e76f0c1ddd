import { describe, expect, it } from 'vitest';
import quadratic from '../losses/quadratic.ts';
import type { LearningRule, RuleContext } from '../types/rule.ts';
import { isOverflow } from './overflow.ts';
import { runAtOnce } from './running.ts';
import { runTrajectory } from './trajectory.ts';

const bowl = quadratic.build({ spectrum: [1, 1], rotation: null, centre: null });

const judged = (rule: LearningRule, stepSize = 1, theta: readonly number[] = [-1000, 1]) => {
  const run = { theta, stepSize, steps: 4, seed: 1, hyperparameters: {} };
  const { fault } = runTrajectory(rule, bowl, run);
  return fault && runAtOnce(isOverflow(rule, bowl, run, fault));
};

const growth = ({ theta, gradient, stepSize }: RuleContext): Float64Array =>
  theta.map((x, i) => Math.abs(x) * Math.exp(-stepSize * gradient[i]!) - Math.abs(x));

const exponential: LearningRule = { update: growth };

describe('isOverflow(rule, loss, run, fault)', () => {
  it('is true where a smaller η makes the same step finite and beyond the limit of divergence', () => {
    for (const stepSize of [1, 1e3, 1e90]) expect(judged(exponential, stepSize)).toBe(true);
    const update = (context: RuleContext): Float32Array => Float32Array.from(growth(context));
    expect(judged({ precision: 'float32', update })).toBe(true);
  });

  it('asks again at the step at fault, with the state that it was reached with', () => {
    const later: LearningRule = {
      init: () => ({ count: 0 }),
      update(context: RuleContext, state: { count: number }) {
        state.count++;
        return state.count < 3 ? [0, 0] : growth(context);
      },
    };
    expect(judged(later)).toBe(true);
  });

  it('is false of a quotient by 0, of an indefinite form, and of what is ordinary at every smaller η', () => {
    expect(judged({ update: ({ theta, step }) => theta.map((x) => x / step) })).toBe(false);
    expect(judged({ update: ({ gradient, step }) => gradient.map((d) => (d * step) / step) })).toBe(false);
    const normalised: LearningRule = {
      update({ gradient, stepSize }) {
        const weights = gradient.map((d) => Math.exp(-stepSize * d));
        const sum = weights.reduce((total, w) => total + w, 0);
        return weights.map((w) => w / sum - 1 / 2);
      },
    };
    expect(judged(normalised)).toBe(false);
  });

  it('leaves the steps before as they were', () => {
    // Away from 0 by a first step that only η = 1 makes; with any other η nothing grows.
    const update = (context: RuleContext): Float64Array =>
      context.step === 0 ? context.theta.map(() => (context.stepSize === 1 ? -1000 : 0)) : growth(context);
    expect(judged({ update }, 1, [0, 0])).toBe(true);
  });

  it('asks a rule that is an object with methods of its class', () => {
    class Later {
      init() {
        return { count: 0 };
      }
      update(context: RuleContext, state: { count: number }) {
        state.count++;
        return state.count < 2 ? [0, 0] : growth(context);
      }
    }
    expect(judged(new Later())).toBe(true);
  });

  it('is false where Δ reaches the limit of divergence, and not beyond', () => {
    const upTo = (size: number): LearningRule => ({
      update: ({ stepSize }) => [stepSize === 1 ? Number.POSITIVE_INFINITY : size, 0],
    });
    expect(judged(upTo(1e100))).toBe(false);
    expect(judged(upTo(1.1e100))).toBe(true);
  });

  it('asks 21 times at most, and once where every η fails', () => {
    const asked = (delta: number): number => {
      let calls = 0;
      const update = ({ stepSize }: RuleContext): number[] => {
        calls++;
        return [stepSize === 1 ? Number.NaN : delta, 0];
      };
      expect(judged({ update })).toBe(false);
      // The first call is that of the run itself.
      return calls - 1;
    };
    expect(asked(Number.NaN)).toBe(1);
    expect(asked(1)).toBe(21);
  });

  it('is false of any other fault', () => {
    expect(judged({ update: () => [1] })).toBe(false);
    const throwing = (context: RuleContext): Float64Array => {
      const delta = growth(context);
      if (!delta.every(Number.isFinite)) throw new RangeError('too large');
      return delta;
    };
    expect(judged({ update: throwing })).toBe(false);
  });
});
