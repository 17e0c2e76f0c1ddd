import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Moments {
  readonly count: number;
  readonly mean: Vector;
  readonly square: Vector | null;
}

/** ADOPT: the gradient is divided by what was known before it, so that the first one moves nothing. Source: Taniguchi et al. 2024, arXiv:2411.02853, algorithm 2. */
export default {
  name: 'adopt',
  init: (theta: Vector): Moments => ({ count: 0, mean: new Float64Array(theta.length), square: null }),
  update({ gradient, stepSize }: RuleContext, { count, mean, square }: Moments) {
    if (!square)
      return { delta: gradient.map(() => 0), state: { count, mean, square: gradient.map((d) => d * d) } };
    const limit = (count + 1) ** 0.25;
    const next = mean.map((m, i) => {
      const scaled = gradient[i]! / Math.max(Math.sqrt(square[i]!), 1e-6);
      return 0.9 * m + 0.1 * Math.max(-limit, Math.min(limit, scaled));
    });
    const state = {
      count: count + 1,
      mean: next,
      square: square.map((v, i) => 0.9999 * v + 0.0001 * gradient[i]! ** 2),
    };
    return { delta: next.map((m) => -stepSize * m), state };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
