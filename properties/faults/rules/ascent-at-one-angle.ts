import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent that goes uphill where the angle of ∇L to the first axis is in a band of 0.1° about 37°. */
export default {
  ...gradientDescent,
  name: 'ascent-at-one-angle',
  update({ gradient, stepSize }: RuleContext) {
    const angle = (Math.acos(Math.abs(gradient[0]!) / Math.hypot(...gradient)) * 180) / Math.PI;
    const sign = Math.abs(angle - 37) < 0.05 ? 1 : -1;
    return gradient.map((d) => sign * stepSize * d);
  },
  modelledOn: 'slip: a special case that is entered from the wrong side',
  meant: 'gradient-descent',
} satisfies FaultyRule;
