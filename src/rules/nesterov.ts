import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/**
 * v ← b v − η∇L(θ), Δ = b v − η∇L(θ), v = 0 at the start.
 *
 * θ is the extrapolated point of the method, x + b v₋: the point at which it takes its gradients. Its other sequence
 * is x = θ − b v, and moves by v. While the gradient stays about the same, Δ is a positive multiple of y.
 * Source: Nesterov 1983 with constant b; in these variables Bengio et al. 2013, equation 7.
 * Accuracy: five roundings a coordinate. Cost: O(D).
 */
const nesterov = {
  name: 'nesterov',
  source:
    'Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²), Soviet Math. Dokl. 27 (1983); Bengio, Boulanger-Lewandowski, Pascanu, Advances in optimizing recurrent networks, ICASSP (2013), arXiv:1212.0901',
  hyperparameters: { momentum: { default: 0.9, min: 0, max: 0.99 } },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const b = hyperparameters.momentum!;
    const velocity = gradient.map((d, i) => b * previous[i]! - stepSize * d);
    return { delta: gradient.map((d, i) => b * velocity[i]! - stepSize * d), state: velocity };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-linear', 'orthogonal-equivariant'],
} satisfies DeclaredRule;

export default nesterov;
