import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Δ = +η∇L. */
export default {
  ...gradientDescent,
  name: 'ascent',
  update: ({ gradient, stepSize }) => gradient.map((d) => stepSize * d),
  modelledOn: 'slip: the sign',
  meant: 'gradient-descent',
} satisfies FaultyRule;
