import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Moments {
  readonly count: number;
  readonly mean: Vector;
  readonly square: Vector;
  readonly last: Vector;
}

const [beta1, beta2, gamma, epsilon] = [0.95, 0.99, 0.025, 1e-8];

/** MARS with AdamW’s denominator and no decay: a corrected gradient, clipped at norm 1. Source: Yuan, Liu, Wu, Zhou, Gu 2024, arXiv:2411.10438, algorithm 2. */
export default {
  name: 'mars',
  init: (theta: Vector): Moments => ({
    count: 0,
    mean: new Float64Array(theta.length),
    square: new Float64Array(theta.length),
    last: new Float64Array(theta.length),
  }),
  update({ gradient, stepSize }: RuleContext, before: Moments) {
    const count = before.count + 1;
    const change = count === 1 ? 0 : (gamma * beta1) / (1 - beta1);
    const corrected = gradient.map((d, i) => d + change * (d - before.last[i]!));
    const size = Math.hypot(...corrected);
    const clipped = corrected.map((d) => (size > 1 ? d / size : d));
    const mean = before.mean.map((m, i) => beta1 * m + (1 - beta1) * clipped[i]!);
    const square = before.square.map((v, i) => beta2 * v + (1 - beta2) * clipped[i]! ** 2);
    const delta = mean.map(
      (m, i) =>
        (-stepSize * m) / (1 - beta1 ** count) / (Math.sqrt(square[i]! / (1 - beta2 ** count)) + epsilon),
    );
    return { delta, state: { count, mean, square, last: gradient } };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
