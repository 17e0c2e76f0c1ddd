import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent that goes uphill where the signs of ∇L are +, −, +, −, …, from four coordinates on. */
export default {
  ...gradientDescent,
  name: 'ascent-in-one-orthant',
  update({ gradient, stepSize }: RuleContext) {
    const isThere = gradient.length >= 4 && gradient.every((d, i) => (i % 2 === 0 ? d > 0 : d < 0));
    return gradient.map((d) => (isThere ? stepSize : -stepSize) * d);
  },
  modelledOn: 'slip: a sign test that is wrong for one combination',
  meant: 'gradient-descent',
} satisfies FaultyRule;
