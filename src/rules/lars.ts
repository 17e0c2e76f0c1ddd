import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { alongGradients } from './declaration/traits.ts';
import { asLongAs, byLayer } from './layers/layers.ts';

/**
 * v ← bv + ηκ‖θ‖∇L/‖∇L‖ layer by layer, Δ = −v, v = 0 at the start; ηκ∇L where a norm is 0.
 *
 * Every layer is pushed by the share ηκ of its length. The case without weight decay. While the gradient stays about the
 * same, every coordinate of Δ has the sign of y.
 * Source: You, Gitman and Ginsburg 2017, algorithm 1, with trust coefficient κ and momentum b. Cost: O(D).
 */
const lars = {
  name: 'lars',
  source: 'You, Gitman, Ginsburg, Large batch training of convolutional networks (2017), arXiv:1708.03888',
  hyperparameters: {
    momentum: { default: 0.9, min: 0, max: 0.99 },
    trust: { default: 0.001, min: 1e-4, max: 1 },
  },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ theta, gradient, stepSize, hyperparameters, parameters }: RuleContext, previous: Vector) {
    const [b, rate] = [hyperparameters.momentum!, stepSize * hyperparameters.trust!];
    const push = byLayer(parameters, gradient, (d, { from, to }) => asLongAs(theta.subarray(from, to), d));
    const velocity = previous.map((v, i) => b * v + rate * push[i]!);
    return { delta: velocity.map((v) => -v), state: velocity };
  },
  contract: { effective: 'small-step' },
  traits: alongGradients,
} satisfies DeclaredRule;

export default lars;
