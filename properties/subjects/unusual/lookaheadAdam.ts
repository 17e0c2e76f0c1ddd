import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Moments {
  count: number;
  mean: number[];
  square: number[];
  slow: number[];
}

/** Lookahead of five steps around Adam, its state changed in place. Source: Zhang, Lucas, Hinton, Ba 2019, arXiv:1907.08610. */
export default {
  name: 'lookahead-adam',
  init: (theta: Vector): Moments => ({
    count: 0,
    mean: Array.from(theta, () => 0),
    square: Array.from(theta, () => 0),
    slow: [...theta],
  }),
  update({ theta, gradient, stepSize }: RuleContext, state: Moments) {
    state.count++;
    const { count, mean, square, slow } = state;
    const fast = Array.from(theta, (x, i) => {
      mean[i] = 0.9 * mean[i]! + 0.1 * gradient[i]!;
      square[i] = 0.999 * square[i]! + 0.001 * gradient[i]! ** 2;
      const root = Math.sqrt(square[i]! / (1 - 0.999 ** count));
      return x - (stepSize * mean[i]!) / (1 - 0.9 ** count) / (root + 1e-8);
    });
    if (count % 5 !== 0) return fast.map((x, i) => x - theta[i]!);
    for (const [i, x] of fast.entries()) slow[i] = slow[i]! + 0.5 * (x - slow[i]!);
    return slow.map((x, i) => x - theta[i]!);
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
