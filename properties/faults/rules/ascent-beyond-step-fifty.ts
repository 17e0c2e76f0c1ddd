import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent for fifty steps, and uphill from then on. */
export default {
  ...gradientDescent,
  name: 'ascent-beyond-step-fifty',
  update: ({ gradient, stepSize, step }: RuleContext) =>
    gradient.map((d) => (step < 50 ? -stepSize * d : stepSize * d)),
  modelledOn: 'ziqi-jin/finetune-anything#57: a linear schedule that goes on below zero where it should end',
  meant: 'gradient-descent',
} satisfies FaultyRule;
