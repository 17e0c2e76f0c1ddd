import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Estimate {
  readonly d: number;
  readonly sum: Vector;
  readonly squares: number;
  readonly weighted: number;
}

/** D-Adaptation of gradient descent, the distance estimated from below. Source: Defazio, Mishchenko 2023, arXiv:2301.07733, algorithm 4. */
export default {
  name: 'd-adaptation',
  init: (theta: Vector): Estimate => ({
    d: 1e-6,
    sum: new Float64Array(theta.length),
    squares: 0,
    weighted: 0,
  }),
  update({ gradient, stepSize }: RuleContext, before: Estimate) {
    const { d } = before;
    const slope = gradient.reduce((sum, g) => sum + g * g, 0);
    const squares = before.squares + slope;
    if (squares === 0) return { delta: gradient.map(() => 0), state: before };
    const rate = (d * stepSize) / Math.sqrt(squares);
    const sum = before.sum.map((s, i) => s + rate * gradient[i]!);
    const along = gradient.reduce((total, g, i) => total + g * before.sum[i]!, 0);
    const weighted = before.weighted + rate * along;
    const size = Math.hypot(...sum);
    const estimate = size > 0 ? weighted / size : 0;
    return {
      delta: gradient.map((g) => -rate * g),
      state: { d: Math.max(d, estimate), sum, squares, weighted },
    };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
