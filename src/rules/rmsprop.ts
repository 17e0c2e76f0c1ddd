import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/**
 * v ← ρv + (1 − ρ)(∇L)², Δ = −η∇L/(√v + ε), v = 0 at the start.
 *
 * Every coordinate of Δ has the sign of y at every step.
 * Source: Tieleman and Hinton 2012. Accuracy: about 2t + 6 roundings a coordinate after t steps. Cost: O(D).
 */
const rmsprop = {
  name: 'rmsprop',
  source: 'Tieleman, Hinton, Neural networks for machine learning, lecture 6.5, Coursera (2012)',
  hyperparameters: {
    decay: { default: 0.9, min: 0.5, max: 0.999 },
    epsilon: { default: 1e-8, min: 1e-12, max: 1e-4, unit: 'gradient' },
  },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const [rho, epsilon] = [hyperparameters.decay!, hyperparameters.epsilon!];
    const square = previous.map((v, i) => rho * v + (1 - rho) * gradient[i]! ** 2);
    return {
      delta: gradient.map((d, i) => (-stepSize * d) / (Math.sqrt(square[i]!) + epsilon)),
      state: square,
    };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;

export default rmsprop;
