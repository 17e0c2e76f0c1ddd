import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent that moves θ itself as well. */
export default {
  ...gradientDescent,
  name: 'adds-to-theta-in-place',
  update({ theta, gradient, stepSize }: RuleContext) {
    for (let i = 0; i < theta.length; i++) theta[i]! -= stepSize * gradient[i]!;
    return gradient.map((d) => -stepSize * d);
  },
  modelledOn: 'slip: an in-place update carried over from another framework',
  meant: 'gradient-descent',
} satisfies FaultyRule;
