import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/** Moving average of the gradient and the second moment, each of shape (D). */
interface AdditiveMoments {
  readonly mean: Vector;
  readonly square: Vector;
}

/**
 * m ← β₁m + (1 − β₁)∇L, v ← v − (1 − β₂) sign(v − (∇L)²)(∇L)², Δ = −η m/(√v + ε), m = v = 0 at the start.
 *
 * v moves towards (∇L)² by a share of (∇L)², not of their difference, so that it forgets large gradients slowly.
 * Averages are not corrected for their start, as in the paper; implementations correct them and start v at 10⁻⁶.
 * Source: Zaheer et al. 2018, algorithm 2. Cost: O(D).
 */
const yogi = {
  name: 'yogi',
  source: 'Zaheer, Reddi, Sachan, Kale, Kumar, Adaptive methods for nonconvex optimization, NeurIPS (2018)',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-3, min: 1e-8, max: 1e-1, unit: 'gradient' },
  },
  init: (theta: Vector): AdditiveMoments => ({
    mean: new Float64Array(theta.length),
    square: new Float64Array(theta.length),
  }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: AdditiveMoments) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const epsilon = hyperparameters.epsilon!;
    const mean = state.mean.map((m, i) => beta1 * m + (1 - beta1) * gradient[i]!);
    const square = state.square.map((v, i) => {
      const seen = gradient[i]! ** 2;
      return v - (1 - beta2) * Math.sign(v - seen) * seen;
    });
    return {
      delta: mean.map((m, i) => (-stepSize * m) / (Math.sqrt(square[i]!) + epsilon)),
      state: { mean, square },
    };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;

export default yogi;
