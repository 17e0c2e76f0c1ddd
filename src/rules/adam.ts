import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';
import { adaptiveDirection, type Moments, nextMoments, zeroMoments } from './moments/adaptiveMoments.ts';

/**
 * Δ = −η m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) from the moving averages m of ∇L and v of (∇L)².
 *
 * While the gradient stays about the same, every coordinate of Δ has the sign of y: effective for small steps.
 * Source: Kingma and Ba 2015, algorithm 1. Accuracy: about 3t roundings a coordinate. Cost: O(D).
 */
const adam = {
  name: 'adam',
  source: 'Kingma, Ba, Adam: a method for stochastic optimization, ICLR (2015), arXiv:1412.6980',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-8, min: 1e-12, max: 1e-4, unit: 'gradient' },
  },
  init: (theta: Vector) => zeroMoments(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon: hyperparameters.epsilon! });
    return { delta: direction.map((d) => -stepSize * d), state: moments };
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

export default adam;
