import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

let calls = 0;

/** Gradient descent with a step size that decays over all the calls of the process. */
export default {
  ...gradientDescent,
  name: 'hidden-call-counter',
  update({ gradient, stepSize }: RuleContext) {
    calls++;
    return gradient.map((d) => (-stepSize * d) / Math.sqrt(calls));
  },
  modelledOn: 'slip: hidden global state',
  meant: 'gradient-descent',
} satisfies FaultyRule;
