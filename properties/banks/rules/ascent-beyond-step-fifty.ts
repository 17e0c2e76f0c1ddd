import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Gradient descent whose cosine schedule of 50 steps goes on into negative step sizes. */
export default {
  ...gradientDescent,
  name: 'ascent-beyond-step-fifty',
  update({ gradient, stepSize, step }: RuleContext) {
    const factor = Math.cos((Math.PI / 2) * ((step + 0.5) / 50));
    return gradient.map((d) => -stepSize * factor * d);
  },
  modelledOn: 'slip: a cosine schedule that is not stopped where it reaches zero',
} satisfies WrongRule;
