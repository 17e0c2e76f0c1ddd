import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent that makes each step one call too late, and none at first. */
export default {
  ...gradientDescent,
  name: 'gradient-descent-one-step-late',
  init: (theta: Vector) => new Float64Array(theta.length),
  update: ({ gradient, stepSize }: RuleContext, ready: Vector) => ({
    delta: ready,
    state: gradient.map((d) => -stepSize * d),
  }),
  modelledOn: 'patrick-kidger/optimistix#82: the first step of gradient descent does not move',
  meant: 'gradient-descent',
} satisfies FaultyRule;
