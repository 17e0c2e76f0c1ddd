import { coordinatewise, followsSlopes, gradientOnly } from '../../rules/declaration/traits.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** v ← bv + ∇L, Δ = −η(∇L + bv): Nesterov’s momentum whose velocity does not know the step size, as PyTorch has it. */
export default {
  name: 'sgd-with-nesterov-momentum',
  source:
    'Sutskever, Martens, Dahl, Hinton, On the importance of initialization and momentum in deep learning, ICML (2013)',
  hyperparameters: { momentum: { default: 0.9, min: 0, max: 0.9 } },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, before: Vector) {
    const b = hyperparameters.momentum!;
    const buffer = before.map((v, i) => b * v + gradient[i]!);
    return { delta: buffer.map((v, i) => -stepSize * (gradient[i]! + b * v)), state: buffer };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-linear', 'orthogonal-equivariant'],
} satisfies DeclaredRule;
