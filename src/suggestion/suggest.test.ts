import { describe, expect, it } from 'vitest';
import { generateCase, observeCase } from '../campaign/cases.ts';
import { type Plan, planCampaign } from '../campaign/plan.ts';
import { loadChecks } from '../catalog/checks.ts';
import { loadFamilies } from '../catalog/losses.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { Prerequisite, Suggestion } from '../types/report.ts';
import type { DeclaredRule } from '../types/rule.ts';
import { suggestionsFor } from './suggest.ts';

const checks = await loadChecks();
const families = await loadFamilies();

const planOf = (rule: DeclaredRule): Plan =>
  planCampaign(completeRule(rule), { checks, families }, { seed: 5, runs: 1000 });

/** The first case that refutes one of the promises of a rule. */
const refutedOf = (plan: Plan): readonly Prerequisite[] => {
  const promises = plan.checks.filter(
    ({ check, required }) => required && check.layer === 'descent' && check.id !== 'natural-gradient-form',
  );
  for (const planned of promises) {
    for (let index = 0; index < planned.runs; index++) {
      const scenario = generateCase(plan, planned, index);
      if (observeCase(plan, planned, scenario).status === 'refuted')
        return [{ check: planned.check.id, scenario }];
    }
  }
  throw new Error(`no case refutes ${plan.rule.name}`);
};

const suggested = (rule: DeclaredRule, elapsed = () => 0): readonly Suggestion[] => {
  const plan = planOf(rule);
  return suggestionsFor({ plan, checks, refuted: refutedOf(plan), elapsed });
};

interface Slow {
  readonly count: number;
  readonly slow: Float64Array;
}

/** Gradient descent that goes back half of the way at every fifth step. */
const lookahead = {
  name: 'lookahead',
  init: (theta): Slow => ({ count: 0, slow: theta.slice() }),
  update({ theta, gradient, stepSize }, { count, slow }: Slow) {
    const fast = theta.map((x, i) => x - stepSize * gradient[i]!);
    const next = (count + 1) % 5 === 0 ? slow.map((x, i) => x + 0.5 * (fast[i]! - x)) : fast;
    return {
      delta: next.map((x, i) => x - theta[i]!),
      state: { count: count + 1, slow: (count + 1) % 5 === 0 ? next : slow },
    };
  },
} satisfies DeclaredRule;

const sharpness: DeclaredRule = {
  name: 'sharpness-aware',
  update({ theta, gradient, stepSize, loss }) {
    const norm = Math.hypot(...gradient) || 1;
    const up = theta.map((x, i) => x + (0.05 * gradient[i]!) / norm);
    return loss.gradient(up, 0).map((d) => -stepSize * d);
  },
};

const decaying: DeclaredRule = {
  name: 'decay in the gradient',
  hyperparameters: { decay: { default: 0.01, min: 0, max: 0.1 } },
  update: ({ theta, gradient, stepSize, hyperparameters }) =>
    gradient.map((d, i) => -stepSize * (d + hyperparameters.decay! * theta[i]!)),
};

describe('suggestionsFor({ plan, checks, refuted })', () => {
  it('is the window of a Lookahead, with the step sizes up to which it holds', () => {
    expect(suggested(lookahead)).toEqual([
      {
        change: 'contract: { effective: { window: 5 }, maxStepSize: (loss) => 0.5 / loss.smoothness }',
        sentence: expect.stringMatching(
          /^if you mean a window: contract: .* held in 500 of 500 fresh cases \(99 %: under 0\.917 % fail\)$/,
        ),
        held: 500,
        tried: 500,
      },
    ]);
  });

  it('is convex losses for a rule that looks uphill before it steps', () => {
    expect(suggested(sharpness)).toMatchObject([
      { change: 'contract: { losses: ({ convex }) => convex }', held: 500, tried: 500 },
    ]);
  });

  it('is the penalty of a decay that is in the gradient, by the name of its hyperparameter', () => {
    const [found] = suggested(decaying);
    expect(found).toMatchObject({ held: 500, tried: 500 });
    expect(found?.change).toMatch(/^contract: \{ objective: \(loss, \{ decay \}\) => /);
    expect(found?.change).toContain('d + decay * x[i]');
  });

  it('is a bound of the step size where a stronger promise holds up to it', () => {
    const descent: DeclaredRule = {
      name: 'gradient descent',
      update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
      contract: { effective: 'every-step' },
    };
    expect(suggested(descent)).toMatchObject([
      { change: "contract: { effective: 'every-step', maxStepSize: (loss) => 1 / loss.smoothness }" },
    ]);
  });

  it('is nothing where no other promise holds, where form fails, or once its time is up', () => {
    const ascent: DeclaredRule = {
      name: 'ascent',
      update: ({ gradient, stepSize }) => gradient.map((d) => stepSize * d),
    };
    expect(suggested(ascent)).toEqual([]);
    const plan = planOf(lookahead);
    const refuted = refutedOf(plan);
    const broken: Prerequisite = { ...refuted[0]!, check: 'finite' };
    const all = { plan, checks, elapsed: () => 0 };
    expect(suggestionsFor({ ...all, refuted: [...refuted, broken] })).toEqual([]);
    expect(suggestionsFor({ ...all, refuted: [broken] })).toEqual([]);
    expect(suggested(lookahead, () => 1e9)).toEqual([]);
    let asked = 0;
    expect(suggested(lookahead, () => (asked++ < 40 ? 0 : 1e9))).toEqual([]);
  });
});
