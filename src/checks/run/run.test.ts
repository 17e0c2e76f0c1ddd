import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../dynamics/running.ts';
import { runTrajectory } from '../../dynamics/trajectory.ts';
import quadratic from '../../losses/quadratic.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { DeclaredRule } from '../../types/rule.ts';
import { holds } from '../outcome/outcome.ts';
import { excuseForNotFinite, onMovingRun, onRun, reasonNotJudged, runOf } from './run.ts';

const bowl = quadratic.build({ spectrum: [1, 1], rotation: null, centre: [1, 2] });

const multiplicative: DeclaredRule = {
  name: 'multiplicative',
  domain: 'positive',
  update: ({ theta, gradient, stepSize }) => theta.map((x, i) => x * Math.exp(-stepSize * gradient[i]!) - x),
};

const excuse = (rule: DeclaredRule, theta: readonly number[], stepSize: number): string | undefined => {
  const run = { theta, stepSize, steps: 4, seed: 0, hyperparameters: {} };
  return runAtOnce(excuseForNotFinite(completeRule(rule), bowl, run, runTrajectory(rule, bowl, run)));
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
    const quotient: DeclaredRule = {
      ...multiplicative,
      update: ({ theta, step }) => theta.map((x) => x / step),
    };
    expect(excuse(quotient, [1, 2], 1)).toBeUndefined();
    expect(excuse(multiplicative, [1, 2], 1)).toBeUndefined();
  });
});

describe('onRun(setting, run, judge)', () => {
  const settingOf = (rule: DeclaredRule, theta: readonly number[] = [3, 5]) => ({
    rule: completeRule(rule),
    loss: bowl,
    scenario: {
      loss: { family: 'quadratic', parameters: {} },
      theta,
      stepSize: 1 / 4,
      steps: 3,
      seed: 0,
      hyperparameters: {},
    },
  });
  const descent: DeclaredRule = {
    name: 'descent',
    update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
  };
  const still: DeclaredRule = { name: 'still', update: ({ theta }) => theta.map(() => 0) };

  it('judges a run that was made', () => {
    const setting = settingOf(descent);
    for (const over of [onRun, onMovingRun]) {
      expect(runAtOnce(over(setting, runOf(setting), ({ steps }) => holds(steps.length)))).toMatchObject({
        status: 'holds',
        margin: 3,
      });
    }
  });

  it('is vacuous where the code of the rule fails or nothing is representable at the start, and says so', () => {
    const broken = settingOf({ name: 'broken', update: () => JSON.parse('{') });
    const far = settingOf(descent, [1e200, 0]);
    for (const [setting, sentence] of [
      [broken, /^SyntaxError/],
      [far, /^the loss or its gradient overflows at the start$/],
    ] as const) {
      const found = runAtOnce(onRun(setting, runOf(setting), () => holds(1)));
      expect(found).toMatchObject({ status: 'vacuous', sentence: expect.stringMatching(sentence) });
      expect(reasonNotJudged(runTrajectory(setting.rule, bowl, runOf(setting)))).toBe(found.sentence);
    }
  });

  it('judges a rule at rest, which onMovingRun does not', () => {
    const setting = settingOf(still);
    expect(runAtOnce(onRun(setting, runOf(setting), () => holds(1))).status).toBe('holds');
    expect(runAtOnce(onMovingRun(setting, runOf(setting), () => holds(1)))).toMatchObject({
      status: 'vacuous',
      sentence: 'nothing moves',
    });
  });
});
