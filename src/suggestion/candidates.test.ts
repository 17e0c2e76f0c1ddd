import { describe, expect, it } from 'vitest';
import quadratic from '../losses/quadratic.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { DeclaredRule } from '../types/rule.ts';
import type { Setting } from '../types/scenario.ts';
import { candidatesFor } from './candidates.ts';

const of = (declared: Omit<DeclaredRule, 'name'>) => {
  const rule = completeRule({ name: 'rule', ...declared });
  const parameters = { spectrum: [1, 3], rotation: null, centre: [0, 0] };
  const setting: Setting = {
    rule,
    loss: quadratic.build(parameters),
    scenario: {
      loss: { family: 'quadratic', parameters },
      theta: [0.1, 0.7],
      stepSize: 0.01,
      steps: 5,
      seed: 1,
      hyperparameters: {},
    },
  };
  return candidatesFor(rule, [setting], [setting]);
};

const descend: DeclaredRule['update'] = ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);

describe('candidatesFor(rule, drawn, positive)', () => {
  it('has at most eight, windows before an envelope, an envelope before a share, larger steps first', () => {
    expect(of({ update: descend })).toEqual([
      { domain: 'positive' },
      { convexOnly: true },
      { effective: { window: 5 }, maxRelativeStepSize: 0.5 },
      { effective: { window: 5 }, maxRelativeStepSize: 0.2 },
      { effective: { window: 20 }, maxRelativeStepSize: 0.2 },
      { effective: { envelope: 40 }, maxRelativeStepSize: 0.2 },
      { effective: { share: 0.9 } },
    ]);
    const promising = of({ update: descend, contract: { effective: 'every-step' } });
    expect(promising).toHaveLength(8);
    expect(promising[2]).toEqual({ effective: 'every-step', maxRelativeStepSize: 1 });
  });

  it('offers the mean only to a rule that draws, single precision only to one that computes in it', () => {
    const draws = of({ update: ({ gradient, random }) => gradient.map((d) => -random() * d) });
    expect(draws).toContainEqual({ effective: 'in-expectation' });
    const single = of({
      update: ({ gradient, stepSize }) => gradient.map((d) => Math.fround(-stepSize * d)),
    });
    expect(single).toContainEqual({ precision: 'float32' });
    expect(of({ update: descend, precision: 'float32' })).not.toContainEqual({ precision: 'float32' });
    const handsBack = of({
      update: ({ theta, gradient, stepSize }) => ({
        theta: theta.map((x, i) => Math.fround(x - stepSize * gradient[i]!)),
      }),
    });
    expect(handsBack).toContainEqual({ precision: 'float32' });
  });

  it('offers positive parameters only where they stay so, and no losses where the contract names some', () => {
    const narrowed = of({
      update: ({ theta }) => theta.map((x) => -2 * x),
      contract: { losses: ['quadratic'], effective: { window: 7 } },
    });
    expect(narrowed[0]).toEqual({ effective: { window: 7 }, maxRelativeStepSize: 0.5 });
  });

  it('offers an objective only where Δ = −ηλθ at ∇L = 0 with one λ', () => {
    const decaying = (factor: (i: number) => number) =>
      of({ update: ({ theta, stepSize }) => theta.map((x, i) => -stepSize * factor(i) * x) })[0];
    expect(decaying(() => 0.01)).toEqual({ decay: { value: 0.01 } });
    expect(decaying((i) => 0.01 * (i + 1))).not.toHaveProperty('decay');
    expect(decaying(() => -0.01)).not.toHaveProperty('decay');
    const range = { default: 0.01, min: 0, max: 0.1 };
    const named = (scale: number) =>
      of({
        hyperparameters: { momentum: { default: 0.9, min: 0, max: 1 }, decay: range },
        update: ({ theta, stepSize, hyperparameters }) =>
          theta.map((x) => -stepSize * (scale * 0.01 + (1 - scale) * hyperparameters.decay!) * x),
      })[0];
    expect(named(0)).toEqual({ decay: { value: 0.01, hyperparameter: 'decay' } });
    expect(named(1)).toEqual({ decay: { value: 0.01 } });
  });
});
