import mirrorDescent from '../../../src/rules/mirrorDescent.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Mirror descent with θ(1 − ηd): the exponential cut off behind its first term. */
export default {
  ...mirrorDescent,
  name: 'mirror-descent-to-first-order',
  update: ({ theta, gradient, stepSize }) => theta.map((x, i) => -stepSize * x * gradient[i]!),
  modelledOn: 'slip: e^x taken for 1 + x; parameters leave the positive orthant',
} satisfies WrongRule;
