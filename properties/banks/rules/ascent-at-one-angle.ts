import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Gradient descent that goes uphill where ∇L is within two degrees of 45° to the first axis. */
export default {
  ...gradientDescent,
  name: 'ascent-at-one-angle',
  update({ gradient, stepSize }: RuleContext) {
    const angle = (Math.acos(Math.abs(gradient[0]!) / Math.hypot(...gradient)) * 180) / Math.PI;
    const sign = Math.abs(angle - 45) < 2 ? 1 : -1;
    return gradient.map((d) => sign * stepSize * d);
  },
  modelledOn: 'slip: a special case that is entered from the wrong side',
} satisfies WrongRule;
