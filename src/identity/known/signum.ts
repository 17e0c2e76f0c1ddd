import { coordinatewise, followsSlopes, gradientOnly } from '../../rules/declaration/traits.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** The sign of a moving average. */
export default {
  name: 'signum',
  source:
    'Bernstein, Wang, Azizzadenesheli, Anandkumar, signSGD: compressed optimisation for non-convex problems, ICML (2018), arXiv:1802.04434, algorithm 2',
  hyperparameters: { beta: { default: 0.9, min: 0, max: 0.99 } },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, before: Vector) {
    const beta = hyperparameters.beta!;
    const mean = before.map((m, i) => beta * m + (1 - beta) * gradient[i]!);
    return { delta: mean.map((m) => -stepSize * Math.sign(m)), state: mean };
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
