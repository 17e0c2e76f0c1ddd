import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/** Moving mean m of the gradient and moving variance n − m² about it, each of shape (D). */
interface Spread {
  readonly mean: Vector;
  readonly variance: Vector;
}

/**
 * n ← ρn + (1 − ρ)(∇L)², m ← ρm + (1 − ρ)∇L, Δ = −η∇L/√(n − m² + ε), n = m = 0 at the start.
 *
 * n − m² is carried as s ← ρs + ρ(1 − ρ)(∇L − m)², the same number without a difference that rounding could make
 * negative. Every coordinate of Δ has the sign of y at every step.
 * Source: Graves 2013, equations 38 to 41 without their momentum. Cost: O(D).
 */
const centredRmsprop = {
  name: 'centred-rmsprop',
  source: 'Graves, Generating sequences with recurrent neural networks (2013), arXiv:1308.0850',
  hyperparameters: {
    decay: { default: 0.95, min: 0.5, max: 0.999 },
    epsilon: { default: 1e-4, min: 1e-10, max: 1e-2, unit: 'squared gradient' },
  },
  init: (theta: Vector): Spread => ({
    mean: new Float64Array(theta.length),
    variance: new Float64Array(theta.length),
  }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, { mean, variance }: Spread) {
    const [rho, epsilon] = [hyperparameters.decay!, hyperparameters.epsilon!];
    const next: Spread = {
      variance: variance.map((s, i) => rho * s + rho * (1 - rho) * (gradient[i]! - mean[i]!) ** 2),
      mean: mean.map((m, i) => rho * m + (1 - rho) * gradient[i]!),
    };
    return {
      delta: gradient.map((d, i) => (-stepSize * d) / Math.sqrt(next.variance[i]! + epsilon)),
      state: next,
    };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;

export default centredRmsprop;
