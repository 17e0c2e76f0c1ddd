import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent that multiplies the gradient it was shown by −η and returns it. */
export default {
  ...gradientDescent,
  name: 'scales-the-gradient-in-place',
  update({ gradient, stepSize }: RuleContext) {
    for (let i = 0; i < gradient.length; i++) gradient[i]! *= -stepSize;
    return gradient;
  },
  modelledOn:
    'pytorch/pytorch#12218 and ml-explore/mlx#4426, there by weight decay: the gradient of the caller is changed in place',
  meant: 'gradient-descent',
} satisfies FaultyRule;
