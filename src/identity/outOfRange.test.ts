import { expect, it } from 'vitest';
import adam from '../rules/adam.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import gradientDescent from '../rules/gradientDescent.ts';
import type { RuleContext } from '../types/rule.ts';
import { identify } from './identify.ts';
import clippedDescent, { clippedBy } from './known/clippedDescent.ts';
import { lostOutOfRange } from './outOfRange.ts';

const right = { rule: completeRule(clippedDescent), hyperparameters: {} };
const root = (v: Float64Array): number => Math.sqrt(v.reduce((sum, d) => sum + d * d, 0));
const naive = completeRule(clippedBy('naive', root));

/** Gradient descent, one coordinate after another. */
const descentBy = (factor: (d: number) => number) =>
  completeRule({
    name: 'x',
    update: ({ gradient, stepSize }: RuleContext) => gradient.map((d) => -stepSize * factor(d)),
  });
const descent = { rule: completeRule(gradientDescent), hyperparameters: {} };

it('lostOutOfRange(subject, {}, candidate) says where a subject rests, or returns no number, and the candidate does not', () => {
  expect(lostOutOfRange(naive, {}, right)).toMatch(
    /^the same, but at rest where squares of gradients overflow, as at ∂L = 3\.4\d*e156$/,
  );
  expect(
    lostOutOfRange(
      descentBy((d) => (d === 0 ? 0 : (d * d) / d)),
      {},
      descent,
    ),
  ).toMatch(/with no finite Δθ where squares of gradients overflow/);
  expect(
    lostOutOfRange(
      descentBy((d) => (Math.abs(d) < 1 ? (d * d) / d : d)),
      {},
      descent,
    ),
  ).toMatch(/at rest where squares of gradients come to 0, as at ∂L = \S+e−165$/);
});

it('lostOutOfRange(subject, {}, candidate) is undefined of a subject that goes on, and of a candidate that squares itself', () => {
  expect(lostOutOfRange(right.rule, {}, right)).toBeUndefined();
  const hypot = completeRule(clippedBy('hypot', (v) => Math.hypot(...v)));
  expect(lostOutOfRange(hypot, {}, right)).toBeUndefined();
  const beta = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  expect(lostOutOfRange(naive, {}, { rule: completeRule(adam), hyperparameters: beta })).toBeUndefined();
  expect(lostOutOfRange({ ...naive, precision: 'float32' }, {}, right)).toBeUndefined();
  expect(lostOutOfRange({ ...naive, arithmetic: 'float32' }, {}, right)).toBeUndefined();
});

it('identify(rule) names a clip by a plain root of squares after the fault that it is, and others by what they are like', async () => {
  expect(await identify(naive, ['my clipped-descent'])).toMatchObject({
    relation: 'known-fault',
    name: 'clip-norm-overflows-in-doubles',
  });
  expect(await identify(naive, ['x'])).toMatchObject({
    relation: 'is',
    sentence: expect.stringContaining('is what clipped-descent becomes by a known fault'),
  });
  const lost = await identify(
    descentBy((d) => (d === 0 ? 0 : (d * d) / d)),
    ['x'],
  );
  expect(lost).toMatchObject({ relation: 'resembles', name: 'gradient-descent' });
  expect(lost.sentence).toMatch(/^resembles gradient-descent: the same, but with no finite Δθ/);
});
