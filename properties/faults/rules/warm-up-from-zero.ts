import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Gradient descent with a warm-up ηt/5 whose first step is 0. */
export default {
  ...gradientDescent,
  name: 'warm-up-from-zero',
  update: ({ gradient, stepSize, step }) => gradient.map((d) => -stepSize * Math.min(1, step / 5) * d),
  modelledOn:
    'google-research/bert#1293 and verl-project/verl#3674: the first step of a warm-up has a learning rate of zero',
  meant: 'gradient-descent',
  alsoKnownAs: ['Gradient descent with linear warm-up'],
} satisfies FaultyRule;
