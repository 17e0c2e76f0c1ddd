import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise } from './declaration/traits.ts';
import { interpolatedSign } from './moments/interpolatedSign.ts';

/**
 * Δ = −η (sign(β₁m + (1 − β₁)∇L) + λθ), then m ← β₂m + (1 − β₂)∇L, m = 0 at the start.
 *
 * The decay stays outside the sign. The rule solves min L over ‖λθ‖∞ ≤ 1 (Chen, Liu, Liang, Liu 2024), so that
 * outside of that box it goes uphill on L: the promise is a share.
 * Source: Chen et al. 2023, algorithm 2. Cost: O(D).
 */
const lionDecay = {
  name: 'lion-decay',
  source: 'Chen et al., Symbolic discovery of optimization algorithms, NeurIPS (2023), arXiv:2302.06675',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.99, min: 0, max: 0.999 },
    weightDecay: { default: 0.01, min: 0.001, max: 0.1 },
  },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ theta, gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const { direction, mean } = interpolatedSign(previous, gradient, {
      beta1: hyperparameters.beta1!,
      beta2: hyperparameters.beta2!,
    });
    const lambda = hyperparameters.weightDecay!;
    return { delta: direction.map((d, i) => -stepSize * (d + lambda * theta[i]!)), state: mean };
  },
  contract: { effective: { share: 0.75 } },
  traits: [...coordinatewise, 'serialisable', 'scale-invariant', 'step-size-linear', 'saturates'],
} satisfies DeclaredRule;

export default lionDecay;
