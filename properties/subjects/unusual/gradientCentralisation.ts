import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

/** Momentum on the gradient less its mean. Source: Yong, Huang, Hua, Zhang 2020, arXiv:2004.01461, with one slice. */
export default {
  name: 'gradient-centralisation',
  init: (theta: Vector) => ({ buffer: new Float64Array(theta.length) }),
  update({ gradient, stepSize }: RuleContext, { buffer }: { readonly buffer: Vector }) {
    const mean = gradient.length > 1 ? gradient.reduce((sum, d) => sum + d, 0) / gradient.length : 0;
    const next = buffer.map((v, i) => 0.9 * v + (gradient[i]! - mean));
    return { delta: next.map((v) => -stepSize * v), state: { buffer: next } };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
