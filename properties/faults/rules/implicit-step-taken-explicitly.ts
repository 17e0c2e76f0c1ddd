import implicitDiscreteGradient from '../../../src/rules/implicitDiscreteGradient.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** The explicit step −η∇L with the promise of the implicit one: a fall of the loss at every step size. */
export default {
  ...implicitDiscreteGradient,
  name: 'implicit-step-taken-explicitly',
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
  modelledOn: 'slip: the fixed-point iteration ends before it begins',
  meant: 'implicit-discrete-gradient',
  alsoKnownAs: ['gradient-descent'],
} satisfies FaultyRule;
