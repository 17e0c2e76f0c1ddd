import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Curvature {
  readonly count: number;
  readonly mean: Vector;
  readonly diagonal: Vector;
  readonly probes: readonly Vector[];
}

const [width, between] = [2 ** -17, 10];

/**
 * Sophia-H whose probes are drawn once, at the start, and whose diagonal is estimated every tenth step.
 * Source: Liu, Li, Hall, Liang, Ma 2023, arXiv:2305.14342, algorithms 1 and 3.
 */
export default {
  name: 'sophia-with-fixed-probes',
  init: (theta: Vector): Curvature => ({
    count: 0,
    mean: new Float64Array(theta.length),
    diagonal: new Float64Array(theta.length),
    probes: [1, 2, 3].map((k) => theta.map((_, i) => (((i + 1) * (2 * k + 1)) % 4 < 2 ? 1 : -1))),
  }),
  update({ theta, gradient, stepSize, loss, time }: RuleContext, before: Curvature) {
    const { count, probes } = before;
    const mean = before.mean.map((m, i) => 0.96 * m + 0.04 * gradient[i]!);
    let { diagonal } = before;
    if (count % between === 0) {
      const probe = probes[(count / between) % probes.length]!;
      const there = loss.gradient(
        theta.map((x, i) => x + width * probe[i]!),
        time,
      );
      const here = loss.gradient(theta, time);
      diagonal = diagonal.map((h, i) => 0.99 * h + 0.01 * probe[i]! * ((there[i]! - here[i]!) / width));
    }
    const delta = mean.map(
      (m, i) => -stepSize * Math.max(-1, Math.min(1, m / Math.max(0.05 * diagonal[i]!, 1e-12))),
    );
    return { delta, state: { count: count + 1, mean, diagonal, probes } };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
