import mirrorDescent from '../../../src/rules/mirrorDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Mirror descent with θ(1 − ηd): the exponential cut off after its first term. */
export default {
  ...mirrorDescent,
  name: 'mirror-descent-to-first-order',
  update: ({ theta, gradient, stepSize }) => theta.map((x, i) => -stepSize * x * gradient[i]!),
  modelledOn: 'slip: e^x taken for 1 + x; parameters leave the positive orthant',
  meant: 'mirror-descent',
  alsoKnownAs: ['Prod (Cesa-Bianchi, Mansour, Stoltz 2007)'],
} satisfies FaultyRule;
