import { describe, expect, it } from 'vitest';
import { loadFamilies } from '../catalog/losses.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import gradientDescent from '../rules/gradientDescent.ts';
import type { NamedRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { rightRule } from './candidates.ts';
import { compare } from './comparison.ts';
import { drive, type Stimulus } from './drive.ts';
import { loadLeastSquares } from './fit.ts';
import { identifyAmong } from './identify.ts';
import { resemblance } from './resemblance.ts';

const ruleOf = (name: string, update: (context: RuleContext) => Vector): NamedRule =>
  completeRule({ name, update });

const descent = completeRule(gradientDescent);

const stimulus: Stimulus = {
  name: 'six gradients',
  start: Float64Array.of(1, 2),
  gradients: Array.from({ length: 6 }, (_, k) => Float64Array.of(1 + k, 0.5)),
  stepSizes: Array.from({ length: 6 }, () => 0.1),
};

const respond = (rule: NamedRule, given = stimulus) => drive(rule, given, { hyperparameters: {} });

describe('compare(own, candidate, stimulus, precision)', () => {
  const comparedTo = (candidate: NamedRule, own: NamedRule, given = stimulus) =>
    compare(respond(own, given), { rule: candidate, hyperparameters: {} }, given, 'float64');

  /** Δ = −η(g + c) + ηc: what is left of g after c has been added, and taken away again. */
  const cancelling = (name: string, c: number, scale = 1): NamedRule =>
    ruleOf(name, ({ gradient, stepSize }) => gradient.map((g) => -stepSize * (scale * g + c - c)));

  it('counts every step of a rule that is the same', () => {
    expect(
      comparedTo(
        descent,
        ruleOf('x', ({ gradient, stepSize }) => gradient.map((g) => -stepSize * g)),
      ),
    ).toEqual({
      steps: 6,
      decided: 6,
      agreeing: 6,
    });
  });

  it('decides nothing where Δ is the difference of parameters that are far larger', () => {
    const far = { ...stimulus, start: Float64Array.of(1e10, 1e10) };
    const rounded = ruleOf('x', ({ gradient, stepSize, theta }) =>
      gradient.map((g, i) => theta[i]! - stepSize * g - theta[i]!),
    );
    expect(comparedTo(descent, rounded, far)).toEqual({ steps: 6, decided: 0, agreeing: 0 });
  });

  it('decides nothing where errors of the input move the candidate as far as the two are apart', () => {
    const steep = (shift: number): NamedRule =>
      ruleOf('steep', ({ gradient, stepSize }) =>
        gradient.map((g) => -stepSize * (2 + Math.sin(1e12 * g * (1 + shift)))),
      );
    expect(comparedTo(steep(0), steep(2 ** -52))).toEqual({ steps: 6, decided: 0, agreeing: 0 });
  });

  it('finds a step that is apart by more than either, and by less than what is plain', () => {
    expect(comparedTo(descent, cancelling('x', 0, 1 + 1e-6)).apart).toMatchObject({ step: 0, coordinate: 0 });
  });

  it('allows for a candidate that stops where its input is moved a little', () => {
    const exact = ruleOf('exact', ({ gradient, stepSize }) => {
      if (gradient[1] !== 0.5) throw new Error('no');
      return gradient.map((g) => -stepSize * g);
    });
    expect(comparedTo(exact, cancelling('x', 0, 1 + 1e-6))).toEqual({ steps: 6, decided: 0, agreeing: 0 });
  });
});

describe('resemblance(tried, answered, subject)', () => {
  const like = (update: (context: RuleContext) => Vector, candidate = descent, given = stimulus) => {
    const subject = ruleOf('x', update);
    const answered = [{ stimulus: given, own: respond(subject, given) }];
    return resemblance({ rule: candidate, hyperparameters: {} }, answered, subject);
  };
  const still = { ...stimulus, gradients: stimulus.gradients.map(() => new Float64Array(2)) };

  it('is none where one never moves, whichever of the two', () => {
    const never = ruleOf('never', ({ theta }) => new Float64Array(theta.length));
    expect(like(({ theta }) => new Float64Array(theta.length))).toBeUndefined();
    expect(like(({ gradient }) => gradient, never)).toBeUndefined();
    expect(like(({ theta }) => theta, descent, still)).toBeUndefined();
  });

  it('says so where all steps are the same', () => {
    const shown = like(({ gradient, stepSize }) => gradient.map((g) => -stepSize * g));
    expect(shown?.says).toBe('the same but for the factor 1 at every step');
    const opposite = like(({ gradient, stepSize }) => gradient.map((g) => stepSize * g));
    expect(opposite?.says).toBe('the same but for the factor −1 at every step');
  });

  it('counts the steps that are the same on every history, also where some are the same throughout', () => {
    const subject = ruleOf('x', ({ gradient, stepSize, step }) =>
      gradient.map((g, i) => -stepSize * g * (step >= 3 && gradient[1] === 0.5 ? i + 2 : 1)),
    );
    const other = { ...stimulus, gradients: stimulus.gradients.map((g) => Float64Array.of(g[0]!, 0.25)) };
    const answered = [other, stimulus].map((given) => ({ stimulus: given, own: respond(subject, given) }));
    expect(resemblance({ rule: descent, hyperparameters: {} }, answered, subject)?.says).toBe(
      'the same on the first 3 steps',
    );
  });
});

it('identifyAmong(known, rule) names all rules that nothing tells apart', async () => {
  const twin = rightRule({ ...descent, name: 'twin' });
  const known = [rightRule(descent), twin];
  const found = identifyAmong(
    { known, families: await loadFamilies(), leastSquares: await loadLeastSquares() },
    { ...descent, name: 'x' },
    ['my twin'],
  );
  expect(found).toMatchObject({ relation: 'is', name: descent.name, others: ['twin'] });
  expect(found.sentence).toMatch(/, or twin, which nothing here tells apart from it$/);
  expect(found.differs).toBeUndefined();
});
