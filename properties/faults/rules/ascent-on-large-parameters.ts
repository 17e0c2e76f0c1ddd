import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent that flips its sign where some |θᵢ| exceeds 100. */
export default {
  ...gradientDescent,
  name: 'ascent-on-large-parameters',
  update({ theta, gradient, stepSize }: RuleContext) {
    const sign = theta.some((x) => Math.abs(x) > 100) ? 1 : -1;
    return gradient.map((d) => sign * stepSize * d);
  },
  modelledOn: 'slip: a guard against divergence with the wrong sign',
  meant: 'gradient-descent',
} satisfies FaultyRule;
