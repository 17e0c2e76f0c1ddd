import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Moments {
  readonly count: number;
  readonly mean: Vector;
  readonly square: Vector;
}

const decay = 0.1;

/** AdamW that leaves out coordinates on which momentum and gradient disagree. Source: Liang, Chen, Liu, Liu 2024, arXiv:2411.16085, algorithm 2. */
export default {
  name: 'cautious-adamw',
  init: (theta: Vector): Moments => ({
    count: 0,
    mean: new Float64Array(theta.length),
    square: new Float64Array(theta.length),
  }),
  update({ theta, gradient, stepSize }: RuleContext, before: Moments) {
    const count = before.count + 1;
    const mean = before.mean.map((m, i) => 0.9 * m + 0.1 * gradient[i]!);
    const square = before.square.map((v, i) => 0.999 * v + 0.001 * gradient[i]! ** 2);
    const agreeing = mean.map((m, i) => (m * gradient[i]! > 0 ? 1 : 0));
    const share = agreeing.reduce((sum, a) => sum + a, 0) / agreeing.length;
    const delta = mean.map((m, i) => {
      const root = Math.sqrt(square[i]! / (1 - 0.999 ** count));
      const step = (agreeing[i]! / Math.max(share, 1e-3)) * (m / (1 - 0.9 ** count) / (root + 1e-8));
      return -stepSize * (step + decay * theta[i]!);
    });
    return { delta, state: { count, mean, square } };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
