import gradientDescent from '../../../src/rules/gradientDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Returns θ − η∇L where the displacement is asked for. */
export default {
  ...gradientDescent,
  name: 'returns-new-parameters',
  update: ({ theta, gradient, stepSize }) => theta.map((x, i) => x - stepSize * gradient[i]!),
  modelledOn: 'slip: the convention of who adds the update',
  meant: 'gradient-descent',
} satisfies FaultyRule;
