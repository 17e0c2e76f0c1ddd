import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Momentum {
  readonly t: number;
  readonly before: Vector;
}

/** FISTA without a proximal term: momentum (tₖ − 1)/tₖ₊₁ between points of gradient steps. Source: Beck, Teboulle, SIAM J. Imaging Sci. 2 (2009), section 4. */
export default {
  name: 'fista-momentum',
  init: (theta: Vector): Momentum => ({ t: 1, before: theta.slice() }),
  update({ theta, gradient, stepSize }: RuleContext, { t, before }: Momentum) {
    const point = theta.map((y, i) => y - stepSize * gradient[i]!);
    const next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
    const ahead = point.map((x, i) => x + ((t - 1) / next) * (x - before[i]!));
    return { theta: ahead, state: { t: next, before: point } };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
