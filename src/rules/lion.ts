import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';
import { interpolatedSign } from './moments/interpolatedSign.ts';

/**
 * Δ = −η sign(β₁m + (1 − β₁)∇L), then m ← β₂m + (1 − β₂)∇L, m = 0 at the start.
 *
 * While the gradient stays about the same, Δ has the sign of y; over longer runs single steps go uphill.
 * Source: Chen et al. 2023, algorithm 2 with λ = 0. Accuracy: exact, but for the sign of a sum near 0. Cost: O(D).
 */
const lion = {
  name: 'lion',
  source: 'Chen et al., Symbolic discovery of optimization algorithms, NeurIPS (2023), arXiv:2302.06675',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.99, min: 0, max: 0.999 },
  },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const { direction, mean } = interpolatedSign(previous, gradient, {
      beta1: hyperparameters.beta1!,
      beta2: hyperparameters.beta2!,
    });
    return { delta: direction.map((d) => -stepSize * d), state: mean };
  },
  contract: { effective: 'small-step' },
  traits: [
    ...gradientOnly,
    ...coordinatewise,
    ...followsSlopes,
    'scale-invariant',
    'constant-steps',
    'saturates',
  ],
} satisfies DeclaredRule;

export default lion;
