import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/**
 * G ← G + (∇L)², Δ = −η∇L/(√G + ε), G = 0 at the start.
 *
 * Every coordinate of Δ has the sign of y at every step.
 * Source: Duchi, Hazan and Singer 2011, figure 1 with diagonal matrices. Cost: O(D).
 */
const adagrad = {
  name: 'adagrad',
  source:
    'Duchi, Hazan, Singer, Adaptive subgradient methods for online learning and stochastic optimization, J. Mach. Learn. Res. 12 (2011)',
  hyperparameters: { epsilon: { default: 1e-8, min: 1e-12, max: 1e-2, unit: 'gradient' } },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const epsilon = hyperparameters.epsilon!;
    const sum = previous.map((total, i) => total + gradient[i]! ** 2);
    return {
      delta: gradient.map((d, i) => (-stepSize * d) / (Math.sqrt(sum[i]!) + epsilon)),
      state: sum,
    };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;

export default adagrad;
