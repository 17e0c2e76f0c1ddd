import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/** Moving mean squares of the gradient and of the unscaled displacement, each of shape (D). */
export interface MeanSquares {
  readonly gradient: Vector;
  readonly displacement: Vector;
}

/**
 * a ← ρa + (1 − ρ)(∇L)², x = −∇L·√(b + ε)/√(a + ε), b ← ρb + (1 − ρ)x², Δ = ηx, a = b = 0 at the start.
 *
 * The displacement uses the new a and the old b. Every coordinate of Δ has the sign of y at every step.
 * Source: Zeiler 2012, algorithm 1, which is the case η = 1. Cost: O(D).
 */
const adadelta = {
  name: 'adadelta',
  source: 'Zeiler, ADADELTA: an adaptive learning rate method (2012), arXiv:1212.5701',
  hyperparameters: {
    decay: { default: 0.95, min: 0.5, max: 0.999 },
    epsilon: { default: 1e-6, min: 1e-10, max: 1e-2 },
  },
  init: (theta: Vector): MeanSquares => ({
    gradient: new Float64Array(theta.length),
    displacement: new Float64Array(theta.length),
  }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: MeanSquares) {
    const [rho, epsilon] = [hyperparameters.decay!, hyperparameters.epsilon!];
    const a = state.gradient.map((mean, i) => rho * mean + (1 - rho) * gradient[i]! ** 2);
    const x = gradient.map(
      (d, i) => -d * (Math.sqrt(state.displacement[i]! + epsilon) / Math.sqrt(a[i]! + epsilon)),
    );
    const b = state.displacement.map((mean, i) => rho * mean + (1 - rho) * x[i]! ** 2);
    return { delta: x.map((d) => stepSize * d), state: { gradient: a, displacement: b } };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'saturates'],
} satisfies DeclaredRule;

export default adadelta;
