import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Moments {
  readonly mean: Vector;
  readonly change: Vector;
  readonly square: Vector;
  readonly last: Vector | null;
}

const [beta1, beta2, beta3, epsilon] = [0.02, 0.08, 0.01, 1e-8];

/** Adan: moments of the gradient, of its change, and of the square of both. Source: Xie, Zhou, Li, Lin, Yan 2022, arXiv:2208.06677, algorithm 1. */
export default {
  name: 'adan',
  init: (theta: Vector): Moments => ({
    mean: new Float64Array(theta.length),
    change: new Float64Array(theta.length),
    square: new Float64Array(theta.length),
    last: null,
  }),
  update({ gradient, stepSize }: RuleContext, before: Moments) {
    const difference = gradient.map((d, i) => (before.last ? d - before.last[i]! : 0));
    const mean = before.mean.map((m, i) => (1 - beta1) * m + beta1 * gradient[i]!);
    const change = before.change.map((v, i) => (1 - beta2) * v + beta2 * difference[i]!);
    const square = before.square.map(
      (n, i) => (1 - beta3) * n + beta3 * (gradient[i]! + (1 - beta2) * difference[i]!) ** 2,
    );
    const delta = mean.map(
      (m, i) => (-stepSize * (m + (1 - beta2) * change[i]!)) / (Math.sqrt(square[i]!) + epsilon),
    );
    return { delta, state: { mean, change, square, last: gradient.slice() } };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
