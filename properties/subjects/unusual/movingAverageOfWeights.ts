import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Averaged {
  readonly velocity: Vector;
  /** Of the weights, for use after training; no step depends on it. */
  readonly average: Vector;
}

/** Momentum, with a moving average of the weights that is kept beside it. Source: Tarvainen, Valpola 2017, arXiv:1703.01780. */
export default {
  name: 'moving-average-of-weights',
  init: (theta: Vector): Averaged => ({
    velocity: new Float64Array(theta.length),
    average: theta.slice(),
  }),
  update({ theta, gradient, stepSize }: RuleContext, before: Averaged) {
    const velocity = before.velocity.map((v, i) => 0.9 * v + gradient[i]!);
    const delta = velocity.map((v) => -stepSize * v);
    const average = before.average.map((a, i) => 0.99 * a + 0.01 * (theta[i]! + delta[i]!));
    return { delta, state: { velocity, average } };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
