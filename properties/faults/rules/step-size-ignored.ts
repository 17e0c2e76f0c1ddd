import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent with the step size 0.01, whatever step size it is given. */
export default {
  ...gradientDescent,
  name: 'step-size-ignored',
  update: ({ gradient }) => gradient.map((d) => -0.01 * d),
  modelledOn: 'slip: a constant left over from an experiment',
  meant: 'gradient-descent',
} satisfies FaultyRule;
