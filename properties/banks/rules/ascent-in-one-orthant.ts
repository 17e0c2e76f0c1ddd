import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Gradient descent that goes uphill where every entry of the gradient is positive. */
export default {
  ...gradientDescent,
  name: 'ascent-in-one-orthant',
  update({ gradient, stepSize }: RuleContext) {
    const sign = gradient.every((d) => d > 0) ? 1 : -1;
    return gradient.map((d) => sign * stepSize * d);
  },
  modelledOn: 'slip: a sign test that is wrong for one combination',
} satisfies WrongRule;
