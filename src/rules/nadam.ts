import type { DeclaredRule } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';
import { nadamUpdate } from './moments/nadamUpdate.ts';
import { zeroNesterovMoments } from './moments/nesterovMoments.ts';

/**
 * m ← β₁m + (1 − β₁)∇L, v ← β₂v + (1 − β₂)(∇L)², μₜ = β₁(1 − ½·0.96^(ψt)), and
 * Δ = −η (μₜ₊₁m/(1 − μ₁⋯μₜ₊₁) + (1 − μₜ)∇L/(1 − μ₁⋯μₜ))/(√v̂ + ε), with v̂ = v/(1 − β₂ᵗ).
 *
 * The schedule weighs where m and the gradient are put together, and m itself keeps β₁: what PyTorch and Keras call NAdam.
 * In the paper's listing it weighs m as well, and v̂ is multiplied by β₂ besides, which its text does not, nor anybody else.
 * Source: Dozat 2016, algorithm 2, but for the weights of m. Cost: O(D).
 */
const nadam = {
  name: 'nadam',
  source:
    'Dozat, Incorporating Nesterov momentum into Adam, ICLR workshop track (2016), with β₁ in the first moment as PyTorch and Keras have it',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-8, min: 1e-12, max: 1e-4, unit: 'gradient' },
    momentumDecay: { default: 0.004, min: 0, max: 1 },
  },
  init: (theta: Vector) => zeroNesterovMoments(theta.length),
  update: nadamUpdate((product, weight) => product * weight),
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;

export default nadam;
