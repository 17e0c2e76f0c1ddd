import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';

/** Sharpness-aware minimisation: the gradient a little uphill. Source: Foret, Kleiner, Mobahi, Neyshabur 2021, arXiv:2010.01412, algorithm 1. */
export default {
  name: 'sharpness-aware',
  update({ theta, gradient, stepSize, loss, time }: RuleContext) {
    const size = Math.hypot(...gradient);
    if (size === 0) return gradient.map(() => 0);
    const above = theta.map((x, i) => x + (0.05 * gradient[i]!) / size);
    return loss.gradient(above, time).map((d) => -stepSize * d);
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
