import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';
import { type Moments, nextMoments, zeroMoments } from './moments/adaptiveMoments.ts';

/**
 * Δ = −η rₜ m̂/(√v̂ + ε) where ρₜ > 4, else Δ = −η m̂: Adam as soon as the variance of 1/√v̂ is finite.
 *
 * ρ∞ = 2/(1 − β₂) − 1, ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ), rₜ² = (ρₜ − 4)(ρₜ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρₜ).
 * The paper has no ε. While ρₜ ≤ 4, which with β₂ = 0.999 are four steps, Δ grows with the gradient.
 * Source: Liu et al. 2020, algorithm 2. Cost: O(D).
 */
const radam = {
  name: 'radam',
  source:
    'Liu, Jiang, He, Chen, Liu, Gao, Han, On the variance of the adaptive learning rate and beyond, ICLR (2020), arXiv:1908.03265',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-8, min: 1e-12, max: 1e-4, unit: 'gradient' },
  },
  init: (theta: Vector) => zeroMoments(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const epsilon = hyperparameters.epsilon!;
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const { count, mean, square } = moments;
    const [meanWeight, squareWeight] = [1 - beta1 ** count, 1 - beta2 ** count];
    const rectifier = rectification(beta2, count);
    const delta = mean.map((m, i) => {
      const step = (-stepSize * m) / meanWeight;
      return rectifier === undefined
        ? step
        : (step * rectifier) / (Math.sqrt(square[i]! / squareWeight) + epsilon);
    });
    return { delta, state: moments };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'calibrated'],
} satisfies DeclaredRule;

export default radam;

/** rₜ; undefined where ρₜ ≤ 4. */
const rectification = (beta2: number, count: number): number | undefined => {
  const longest = 2 / (1 - beta2) - 1;
  const power = beta2 ** count;
  const length = longest - (2 * count * power) / (1 - power);
  if (!(length > 4)) return undefined;
  return Math.sqrt((((length - 4) / (longest - 4)) * ((length - 2) / (longest - 2)) * longest) / length);
};
