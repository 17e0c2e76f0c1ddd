import { describe, expect, it } from 'vitest';
import { assertLearningRule, checkLearningRule } from './checkLearningRule.ts';
import type { LearningRule, RuleContext } from './types/rule.ts';

describe('checkLearningRule(rule, options)', () => {
  it('spares a rule that takes the coordinates in turn, and one in single precision that returns θ′ − θ', async () => {
    const cyclic = ({ gradient, stepSize, step }: RuleContext) =>
      gradient.map((slope, i) => (i === step % gradient.length ? -stepSize * slope : 0));
    const single: LearningRule = {
      precision: 'float32',
      update: ({ theta, gradient, stepSize }) => {
        const f = Math.fround;
        return theta.map((t, i) => f(f(f(t) - f(f(stepSize) * f(gradient[i] ?? 0))) - f(t)));
      },
    };
    for (const rule of [cyclic, single]) {
      expect((await checkLearningRule(rule, { runs: 400, seed: 7 })).verdict).toBe('verified');
    }
  });

  it('draws a seed where none is given, and gives no cause where none is known', async () => {
    const update = ({ theta, gradient, stepSize }: RuleContext) =>
      gradient.map((slope) => ((theta[0] ?? 0) > 1 ? stepSize : -stepSize) * slope);
    const { seed, hint, verdict } = await checkLearningRule(update, { runs: 100, losses: ['quadratic'] });
    expect(Number.isInteger(seed)).toBe(true);
    expect({ hint, verdict }).toEqual({ hint: undefined, verdict: 'falsified' });
    await expect(assertLearningRule(update, { runs: 100, seed: 11 })).rejects.toThrow(/\.\nSeed: 11$/);
  });
});
