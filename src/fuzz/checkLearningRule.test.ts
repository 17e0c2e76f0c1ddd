import { describe, expect, it } from 'vitest';
import type { LearningRule, RuleContext } from '../types/rule.ts';
import { assertLearningRule, checkLearningRule } from './checkLearningRule.ts';
import { replayCase } from './replay.ts';
import { UnusableFileError } from './unusable.ts';

const right = ({ gradient, stepSize }: RuleContext) => gradient.map((slope) => -stepSize * slope);
const wrong = ({ gradient, stepSize }: RuleContext) => gradient.map((slope) => stepSize * slope);
const some = { runs: 40, seed: 11 };

describe('checkLearningRule(rule, options)', () => {
  it('verifies gradient descent', async () => {
    const report = await checkLearningRule(right, some);
    expect(report.verdict).toBe('verified');
    expect(report.seed).toBe(11);
    expect(report.checks.length).toBeGreaterThan(4);
  });

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

  it('falsifies the wrong sign, the same way for the same seed', async () => {
    const [first, second] = [await checkLearningRule(wrong, some), await checkLearningRule(wrong, some)];
    expect(first.verdict).toBe('falsified');
    expect(first.summary).toContain('uphill');
    expect({ ...first, durationMs: 0 }).toEqual({ ...second, durationMs: 0 });
  });

  it('keeps to the losses, dimensions and promise that are asked for', async () => {
    const report = await checkLearningRule(right, {
      ...some,
      losses: ['quadratic'],
      dimension: { min: 2, max: 2 },
      steps: 3,
      contract: 'measured',
    });
    expect(report.promise).toBe('measured');
    expect(report.statistics.losses.map(({ loss }) => loss)).toEqual(['quadratic']);
  });

  it('takes the losses that a contract names, and goes by no step size that is none', async () => {
    for (const maxStepSize of [() => 0.01, () => -1, () => Number.NaN]) {
      const contract = { effective: 'every-step', losses: ['rosenbrock'], maxStepSize } as const;
      const { statistics } = await checkLearningRule({ update: right, contract }, { ...some, runs: 10 });
      expect(statistics.losses.map(({ loss }) => loss)).toEqual(['rosenbrock']);
    }
  });

  it('draws a seed where none is given, and gives no cause where none is known', async () => {
    const update = ({ theta, gradient, stepSize }: RuleContext) =>
      gradient.map((slope) => ((theta[0] ?? 0) > 1 ? stepSize : -stepSize) * slope);
    const { seed, hint, verdict } = await checkLearningRule(update, { runs: 100, losses: ['quadratic'] });
    expect(Number.isInteger(seed)).toBe(true);
    expect({ hint, verdict }).toEqual({ hint: undefined, verdict: 'falsified' });
    await expect(assertLearningRule(update, { ...some, runs: 100 })).rejects.toThrow(/\.\nSeed: 11$/);
  });

  it('refuses what is no rule, and an unknown trait', async () => {
    // @ts-expect-error a number is no rule
    await expect(checkLearningRule(5)).rejects.toThrow(TypeError);
    await expect(checkLearningRule({ update: right, traits: ['no-such-law'] }, some)).rejects.toThrow(
      UnusableFileError,
    );
  });
});

describe('assertLearningRule(rule, options)', () => {
  it('passes for a right rule and throws the counterexample for a wrong one', async () => {
    await expect(assertLearningRule(right, some)).resolves.toBeUndefined();
    await expect(assertLearningRule(wrong, some)).rejects.toThrow(/Falsified: .*uphill[\s\S]*Seed: 11/);
  });
});

describe('replayCase(rule, check, scenario)', () => {
  const scenario = {
    loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: [0] } },
    theta: [1],
    stepSize: 1,
    steps: 1,
    seed: 0,
    hyperparameters: {},
  };
  it('observes one case', async () => {
    expect((await replayCase(right, 'small-step', scenario)).status).toBe('holds');
    expect((await replayCase(wrong, 'small-step', scenario)).status).toBe('refuted');
    expect((await replayCase('gradient-descent', 'small-step', scenario)).status).toBe('holds');
  });
  it('refuses an unknown check and an unknown loss', async () => {
    await expect(replayCase(right, 'no-check', scenario)).rejects.toThrow(/no check "no-check"/);
    const elsewhere = { ...scenario, loss: { family: 'nowhere', parameters: null } };
    await expect(replayCase(right, 'small-step', elsewhere)).rejects.toThrow(/family = nowhere/);
  });
});
