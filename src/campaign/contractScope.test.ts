import { expect, it } from 'vitest';
import smallStep from '../checks/descent/smallStep.ts';
import quadratic from '../losses/quadratic.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { DeclaredRule } from '../types/rule.ts';
import type { Scenario } from '../types/scenario.ts';
import { outOfScope } from './contractScope.ts';
import { planCampaign } from './plan.ts';

const scopeOf = (declared: Partial<DeclaredRule>, own: Partial<Scenario>): string | undefined => {
  const rule = completeRule({ name: 'rule', update: ({ gradient }) => gradient, ...declared });
  const plan = planCampaign(rule, { checks: [smallStep], families: [quadratic] }, { seed: 1, runs: 1 });
  return outOfScope(plan, smallStep, {
    loss: { family: 'quadratic', parameters: null },
    theta: [1, 2],
    stepSize: 1,
    steps: 1,
    seed: 0,
    hyperparameters: {},
    ...own,
  });
};

it('outOfScope(plan, check, scenario) names a loss that the contract leaves out, and knows nothing of others', () => {
  const narrowed = { contract: { losses: ['rosenbrock'] } };
  expect(scopeOf(narrowed, {})).toBe('the contract leaves out the loss quadratic');
  expect(scopeOf({ contract: { losses: ({ convex }) => !convex } }, {})).toBe(
    'the contract leaves out the loss quadratic',
  );
  expect(scopeOf({}, {})).toBeUndefined();
  expect(scopeOf(narrowed, { loss: { family: 'gone', parameters: null } })).toBeUndefined();
});

it('outOfScope(plan, check, scenario) says that θ leaves a positive domain', () => {
  expect(scopeOf({ domain: 'positive' }, { theta: [1, 0] })).toBe('θ leaves the domain of the rule');
  expect(scopeOf({ domain: 'positive' }, {})).toBeUndefined();
  expect(scopeOf({}, { theta: [1, 0] })).toBeUndefined();
});

it('outOfScope(plan, check, scenario) names a hyperparameter outside its range, but none that is gone', () => {
  const rule = { hyperparameters: { factor: { default: 1, min: 0.5, max: 2 } } };
  expect(scopeOf(rule, { hyperparameters: { factor: 3 } })).toBe('factor = 3 is outside its range');
  expect(scopeOf(rule, { hyperparameters: { factor: 0.25 } })).toBe('factor = 0.25 is outside its range');
  expect(scopeOf(rule, { hyperparameters: { factor: 2, gone: 9, toString: 9 } })).toBeUndefined();
});
