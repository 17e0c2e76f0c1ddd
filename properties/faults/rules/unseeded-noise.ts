import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent with one per cent of noise from Math.random. */
export default {
  ...gradientDescent,
  name: 'unseeded-noise',
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d * (1 + 0.01 * Math.random())),
  modelledOn: 'slip: randomness that no seed reaches',
  meant: 'gradient-descent',
} satisfies FaultyRule;
