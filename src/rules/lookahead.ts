import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, gradientOnly } from './declaration/traits.ts';

/** How far the fast weights have come since they were last set to the slow ones, shape (D), and in how many steps. */
interface Excursion {
  readonly count: number;
  readonly path: Vector;
}

/**
 * Δ = −η∇L, and after every k such steps s, whose sum is p, back to the slow weights and on by αp: Δ = s − (1 − α)p.
 *
 * Steps back may go uphill. On a quadratic with ηβ < 2 every k steps multiply the distance to the minimum by
 * (1 − α) + α(1 − ηλ)ᵏ in each eigendirection, so that the loss falls over every k steps: for k ≤ 10 the greatest loss over
 * the next ten steps is below that over the last ten.
 * Source: Zhang et al. 2019, algorithm 1, around gradient descent. Cost: O(D).
 */
const lookahead = {
  name: 'lookahead',
  source:
    'Zhang, Lucas, Hinton, Ba, Lookahead optimizer: k steps forward, 1 step back, NeurIPS (2019), arXiv:1907.08610',
  hyperparameters: {
    period: { default: 5, min: 2, max: 10 },
    slowness: { default: 0.5, min: 0.1, max: 1 },
  },
  init: (theta: Vector): Excursion => ({ count: 0, path: new Float64Array(theta.length) }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Excursion) {
    const count = state.count + 1;
    const step = gradient.map((d) => -stepSize * d);
    const path = state.path.map((p, i) => p + step[i]!);
    if (count < Math.round(hyperparameters.period!)) return { delta: step, state: { count, path } };
    const back = 1 - hyperparameters.slowness!;
    return {
      delta: step.map((s, i) => s - back * path[i]!),
      state: { count: 0, path: new Float64Array(path.length) },
    };
  },
  contract: {
    effective: { envelope: 10 },
    maxStepSize: (loss) => 1 / (loss.smoothness ?? Number.POSITIVE_INFINITY),
    losses: ({ convex, degree, stochastic, timeVarying }) =>
      convex && degree <= 2 && !stochastic && !timeVarying,
  },
  traits: [
    ...gradientOnly,
    ...coordinatewise,
    'scale-linear',
    'orthogonal-equivariant',
    'skips-unused-parameter',
    'first-step-descent',
    'calibrated',
  ],
} satisfies DeclaredRule;

export default lookahead;
