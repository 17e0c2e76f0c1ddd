import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent with η/√t, t counted from 0. */
export default {
  ...gradientDescent,
  name: 'schedule-divides-by-zero',
  update: ({ gradient, stepSize, step }) => gradient.map((d) => (-stepSize * d) / Math.sqrt(step)),
  modelledOn: 'slip: a schedule that is off by one',
  meant: 'gradient-descent',
} satisfies FaultyRule;
