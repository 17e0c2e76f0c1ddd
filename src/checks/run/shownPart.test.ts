import { expect, it } from 'vitest';
import quadratic from '../../losses/quadratic.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { LearningRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import { shownPart } from './shownPart.ts';

const capabilities = { copy: true, memory: true, random: false, seeded: true, eval: true, globals: false };

/** Goes down the gradient of a point ahead. */
const ahead: LearningRule = {
  init: (theta) => theta,
  update: ({ theta, loss, stepSize, time }) => {
    const there = theta.map((x) => x + 1);
    loss.value(there, time);
    return loss.gradient(there, time).map((d) => -stepSize * d);
  },
};

const setting = (rule: LearningRule, able: typeof capabilities): Setting => {
  const parameters = { spectrum: [2], rotation: null, centre: [0] };
  return {
    rule: { ...completeRule({ name: 'x', ...rule }), capabilities: able },
    loss: quadratic.build(parameters),
    scenario: {
      loss: { family: 'quadratic', parameters },
      theta: [1],
      stepSize: 0.25,
      steps: 2,
      seed: 3,
      hyperparameters: {},
    },
  };
};

it('shownPart(setting) is what a subject in a process of its own is shown', () => {
  const { shown } = shownPart(setting(ahead, capabilities));
  expect(shown).toEqual({
    parameters: [{ name: 'theta', shape: [1], from: 0, to: 1 }],
    seed: expect.any(Number),
    evaluations: [
      { step: 0, theta: [2], loss: 4, gradient: [4] },
      { step: 1, theta: [1], loss: 1, gradient: [2] },
    ],
  });
  expect(shown!.seed).toBeGreaterThan(0);
});

it('shownPart(setting, { stepSize }) follows the run that was judged', () => {
  const bare = { update: ahead.update };
  const { shown } = shownPart(setting(bare, capabilities), { stepSize: 0.125 });
  expect(shown?.evaluations.map(({ theta }) => theta)).toEqual([[2], [1.5]]);
});

it('shownPart(setting) is empty for a rule that has the loss itself', () => {
  expect(shownPart(setting(ahead, { ...capabilities, globals: true }))).toEqual({});
});
