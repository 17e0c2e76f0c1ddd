import { withSquaredNorm } from '../../losses/derived/withSquaredNorm.ts';
import { coordinatewise } from '../../rules/declaration/traits.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

export const lambda = 0.01;

/** v ← bv + ∇L + λθ, Δ = −ηv: momentum on L + ½λ‖θ‖². */
export default {
  name: 'sgd-with-decay',
  source:
    'Sutskever, Martens, Dahl, Hinton, On the importance of initialization and momentum in deep learning, ICML (2013)',
  hyperparameters: { momentum: { default: 0.9, min: 0, max: 0.99 } },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ theta, gradient, stepSize, hyperparameters }: RuleContext, before: Vector) {
    const velocity = before.map((v, i) => hyperparameters.momentum! * v + gradient[i]! + lambda * theta[i]!);
    return { delta: velocity.map((v) => -stepSize * v), state: velocity };
  },
  contract: { effective: 'small-step', objective: (loss) => withSquaredNorm(loss, lambda) },
  traits: [...coordinatewise, 'serialisable', 'step-size-linear'],
} satisfies DeclaredRule;
