import type { RuleContext } from '../../src/types/rule.ts';

/** Half a millisecond of arithmetic: about what a user's rule takes that looks at a small network. */
const iterations = 160_000;

/** Gradient descent that first works for half a millisecond, by itself and without memory of its own. */
export default ({ gradient, stepSize }: RuleContext): Float64Array => {
  let x = 0.3;
  for (let i = 0; i < iterations; i++) x = 3.9 * x * (1 - x);
  // What was computed has to be of use, or it would not be computed.
  return gradient.map((d) => -stepSize * d - 0 * x);
};
