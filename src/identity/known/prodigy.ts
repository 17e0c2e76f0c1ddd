import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

interface Estimate {
  /** The distance to the minimum as far as it is known. */
  readonly distance: number;
  readonly travelled: number;
  readonly sum: Vector;
  readonly mean: Vector;
  readonly square: Vector;
  readonly start: Vector;
}

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
const beta3 = Math.sqrt(beta2);

/** Adam with an estimate of the distance, which `estimate` makes of r and ‖s‖₁. */
export const prodigyWith = (
  name: string,
  estimate: (before: number, travelled: number, size: number) => number,
) =>
  ({
    name,
    init: (theta: Vector): Estimate => ({
      distance: 1e-6,
      travelled: 0,
      sum: new Float64Array(theta.length),
      mean: new Float64Array(theta.length),
      square: new Float64Array(theta.length),
      start: theta.slice(),
    }),
    update({ theta, gradient, stepSize }: RuleContext, before: Estimate) {
      const { distance: d, start } = before;
      const mean = before.mean.map((m, i) => beta1 * m + (1 - beta1) * d * gradient[i]!);
      const square = before.square.map((v, i) => beta2 * v + (1 - beta2) * (d * gradient[i]!) ** 2);
      const along = gradient.reduce((total, g, i) => total + g * (start[i]! - theta[i]!), 0);
      const travelled = beta3 * before.travelled + (1 - beta3) * stepSize * d * d * along;
      const sum = before.sum.map((s, i) => beta3 * s + (1 - beta3) * stepSize * d * d * gradient[i]!);
      const size = sum.reduce((total, s) => total + Math.abs(s), 0);
      const delta = mean.map((m, i) => (-stepSize * d * m) / (Math.sqrt(square[i]!) + d * epsilon));
      return {
        delta,
        state: { distance: estimate(d, travelled, size), travelled, sum, mean, square, start },
      };
    },
    contract: { effective: 'small-step' },
    traits: ['rests-at-zero-gradient', 'serialisable', 'first-step-descent'],
  }) satisfies DeclaredRule;

/** The estimate never falls, and stays where no gradient was seen. */
export default {
  ...prodigyWith('prodigy', (before, travelled, size) =>
    size > 0 ? Math.max(before, travelled / size) : before,
  ),
  source:
    'Mishchenko, Defazio, Prodigy: an expeditiously adaptive parameter-free learner, ICML (2024), arXiv:2306.06101',
};
