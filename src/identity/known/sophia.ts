import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

interface Curvature {
  readonly mean: Vector;
  readonly diagonal: Vector;
}

/** The width of the difference of gradients, and the share of the curvature beyond which a step counts as clipped. */
const [width, gamma] = [1e-5, 0.04];

/**
 * A quotient of momentum and the diagonal of the Hessian, clipped, with the estimate of Hutchinson by differences of gradients.
 */
export const sophiaWith = (name: string, clipped: (mean: number, curvature: number) => number) =>
  ({
    name,
    init: (theta: Vector): Curvature => ({
      mean: new Float64Array(theta.length),
      diagonal: new Float64Array(theta.length),
    }),
    update({ theta, gradient, stepSize, loss, time, random }: RuleContext, before: Curvature) {
      const signs = theta.map(() => (random() < 0.5 ? -1 : 1));
      const here = loss.gradient(theta, time);
      const there = loss.gradient(
        theta.map((x, i) => x + width * signs[i]!),
        time,
      );
      const diagonal = before.diagonal.map(
        (h, i) => 0.99 * h + 0.01 * signs[i]! * ((there[i]! - here[i]!) / width),
      );
      const mean = before.mean.map((m, i) => 0.96 * m + 0.04 * gradient[i]!);
      const delta = mean.map((m, i) => -stepSize * clipped(m, gamma * diagonal[i]!));
      return { delta, state: { mean, diagonal } };
    },
    contract: { effective: 'small-step' },
    traits: ['rests-at-zero-gradient'],
  }) satisfies DeclaredRule;

/** Both ends clipped, by a curvature that is positive. */
export default {
  ...sophiaWith('sophia', (m, h) => Math.max(-1, Math.min(1, m / Math.max(h, 1e-12)))),
  source:
    'Liu, Li, Hall, Liang, Ma, Sophia: a scalable stochastic second-order optimizer, ICLR (2024), arXiv:2305.14342',
};
