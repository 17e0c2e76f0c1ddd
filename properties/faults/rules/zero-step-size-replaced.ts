import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent that takes 0.3 where the step size is 0. */
export default {
  ...gradientDescent,
  name: 'zero-step-size-replaced',
  update: ({ gradient, stepSize }) => gradient.map((d) => -(stepSize || 0.3) * d),
  modelledOn: 'slip: `rate || 0.3` in JavaScript, where 0 is falsy',
  meant: 'gradient-descent',
} satisfies FaultyRule;
