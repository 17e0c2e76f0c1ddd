import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent whose loop ends one coordinate early. */
export default {
  ...gradientDescent,
  name: 'last-coordinate-never-moves',
  update: ({ gradient, stepSize }) => gradient.map((d, i) => (i < gradient.length - 1 ? -stepSize * d : 0)),
  modelledOn: 'slip: `i < n − 1`',
  meant: 'gradient-descent',
} satisfies FaultyRule;
