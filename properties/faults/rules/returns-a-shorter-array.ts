import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent that leaves out coordinates at which the gradient is 0. */
export default {
  ...gradientDescent,
  name: 'returns-a-shorter-array',
  update: ({ gradient, stepSize }) => gradient.filter((d) => d !== 0).map((d) => -stepSize * d),
  modelledOn: 'slip: `filter` before `map`',
  meant: 'gradient-descent',
} satisfies FaultyRule;
