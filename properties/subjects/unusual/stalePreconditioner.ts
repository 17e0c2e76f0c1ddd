import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Statistics {
  count: number;
  /** Σ ggᵀ, row-major. */
  readonly sum: Vector;
  /** Its diagonal as it was last looked at, to the power −½. */
  root: Vector;
}

/** AdaGrad whose root of the whole second moment’s diagonal is refreshed every twentieth step. Source: Gupta, Koren, Singer 2018, arXiv:1802.09568, section 5, on stale preconditioners. */
export default {
  name: 'stale-preconditioner',
  init: (theta: Vector): Statistics => ({
    count: 0,
    sum: new Float64Array(theta.length ** 2),
    root: new Float64Array(theta.length).fill(1),
  }),
  update({ gradient, stepSize }: RuleContext, state: Statistics) {
    const { length } = gradient;
    for (let i = 0; i < length; i++)
      for (let j = 0; j < length; j++)
        state.sum[i * length + j] = state.sum[i * length + j]! + gradient[i]! * gradient[j]!;
    if (state.count++ % 20 === 0) {
      state.root = gradient.map((_, i) => 1 / Math.sqrt(state.sum[i * length + i]! + 1e-8));
    }
    return gradient.map((d, i) => -stepSize * state.root[i]! * d);
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
