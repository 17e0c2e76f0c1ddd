import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

/** Where the last step began, and the gradient there. */
type Before = { readonly theta: Vector; readonly gradient: Vector } | null;

/** Barzilai and Borwein’s long step sᵀs/sᵀz, the given one at first and where the curvature is not positive. Source: IMA J. Numer. Anal. 8 (1988). */
export default {
  name: 'barzilai-borwein',
  init: (): Before => null,
  update({ theta, gradient, stepSize }: RuleContext, before: Before) {
    let rate = stepSize;
    if (before) {
      const step = theta.map((x, i) => x - before.theta[i]!);
      const curvature = step.reduce((sum, s, i) => sum + s * (gradient[i]! - before.gradient[i]!), 0);
      const square = step.reduce((sum, s) => sum + s * s, 0);
      if (curvature > 0) rate = Math.min(square / curvature, 1e4 * stepSize);
    }
    return {
      delta: gradient.map((d) => -rate * d),
      state: { theta: theta.slice(), gradient: gradient.slice() },
    };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
