import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent that clips η∇L to length 1 instead of leaving the clipping to ∇L. */
export default {
  ...gradientDescent,
  name: 'clips-after-the-step-size',
  update({ gradient, stepSize }: RuleContext) {
    const length = stepSize * Math.hypot(...gradient);
    return gradient.map((d) => (-stepSize * d) / Math.max(1, length));
  },
  modelledOn:
    'slip: clipping after the scaling, so that the scale of the loss and the step size no longer count',
  meant: 'gradient-descent',
  alsoKnownAs: ['Gradient descent with clipped updates'],
} satisfies FaultyRule;
