import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Gradient descent with the step size 0.01, whatever it is told. */
export default {
  ...gradientDescent,
  name: 'step-size-ignored',
  update: ({ gradient }) => gradient.map((d) => -0.01 * d),
  modelledOn: 'slip: a constant left over from an experiment',
} satisfies WrongRule;
