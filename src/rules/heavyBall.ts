import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/**
 * Δ = bΔ₋ − η∇L(θ), with Δ₋ the step before and Δ₋ = 0 at the start.
 *
 * Single steps may go uphill, and on some run every fixed window fails too; what falls is the envelope of the loss,
 * for b ≤ 0.9 and ηβ ≤ 0.2 = 2(1 − 0.9), the range in which L + (b/2η)‖Δ₋‖² falls at every step (P13).
 * Source: Polyak 1964. Accuracy: three roundings a coordinate. Cost: O(D).
 */
const heavyBall = {
  name: 'heavy-ball',
  source:
    'Polyak, Some methods of speeding up the convergence of iteration methods, USSR Comput. Math. Math. Phys. 4 (1964)',
  hyperparameters: { momentum: { default: 0.9, min: 0, max: 0.9 } },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const b = hyperparameters.momentum!;
    const delta = gradient.map((d, i) => b * previous[i]! - stepSize * d);
    return { delta, state: delta };
  },
  contract: {
    effective: { envelope: 40 },
    maxStepSize: (loss) => 0.2 / (loss.smoothness ?? Number.POSITIVE_INFINITY),
    losses: ({ convex, smooth, stochastic, timeVarying }) => convex && smooth && !stochastic && !timeVarying,
  },
  traits: [
    ...gradientOnly,
    ...coordinatewise,
    ...followsSlopes,
    'scale-linear',
    'orthogonal-equivariant',
    'calibrated',
  ],
} satisfies DeclaredRule;

export default heavyBall;
