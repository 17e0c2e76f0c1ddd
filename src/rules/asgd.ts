import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/** The mean of the parameters after each step, shape (D), and of how many. */
interface Average {
  readonly count: number;
  readonly mean: Vector;
}

/**
 * Δ = −ηt^(−α)∇L(θ) at step t = 1, 2, …; the answer of the method is the mean of θ₁, …, θₜ, which the state holds.
 *
 * The mean never enters Δ, which is that of gradient descent with a falling step size.
 * Source: Polyak and Juditsky 1992; α < 1, so that the steps fall more slowly than 1/t. Cost: O(D).
 */
const asgd = {
  name: 'asgd',
  source:
    'Polyak, Juditsky, Acceleration of stochastic approximation by averaging, SIAM J. Control Optim. 30 (1992)',
  hyperparameters: { power: { default: 0.75, min: 0.5, max: 0.99 } },
  init: (theta: Vector): Average => ({ count: 0, mean: new Float64Array(theta.length) }),
  update({ theta, gradient, stepSize, hyperparameters }: RuleContext, state: Average) {
    const count = state.count + 1;
    const rate = stepSize * count ** -hyperparameters.power!;
    const delta = gradient.map((d) => -rate * d);
    const mean = state.mean.map((x, i) => x + (theta[i]! + delta[i]! - x) / count);
    return { delta, state: { count, mean } };
  },
  contract: { effective: 'small-step', minCosine: 0.999, expected: ['state-matters'] },
  traits: [
    ...gradientOnly,
    ...coordinatewise,
    ...followsSlopes,
    'scale-linear',
    'orthogonal-equivariant',
    'calibrated',
  ],
} satisfies DeclaredRule;

export default asgd;
