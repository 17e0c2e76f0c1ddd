import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Sum {
  seen: number;
  sum: Vector;
}

/** The mean of four gradients, every fourth step. Source: Ott, Edunov, Grangier, Auli 2018, arXiv:1806.00187, section 3.3. */
export default {
  name: 'accumulates-four-gradients',
  init: (theta: Vector): Sum => ({ seen: 0, sum: new Float64Array(theta.length) }),
  update({ gradient, stepSize }: RuleContext, state: Sum) {
    for (let i = 0; i < gradient.length; i++) state.sum[i] = state.sum[i]! + gradient[i]!;
    state.seen++;
    if (state.seen < 4) return gradient.map(() => 0);
    const delta = state.sum.map((d) => (-stepSize * d) / 4);
    state.seen = 0;
    state.sum.fill(0);
    return delta;
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
