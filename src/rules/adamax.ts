import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/** Moving average of the gradient and its exponentially weighted infinity norm, each of shape (D). */
interface NormMoments {
  readonly count: number;
  readonly mean: Vector;
  readonly norm: Vector;
}

/**
 * m ← β₁m + (1 − β₁)∇L, u ← max(β₂u, |∇L|), Δ = −η/(1 − β₁ᵗ)·m/u, 0 where u = 0.
 *
 * u = 0 only where every gradient was 0, and m with them: the paper leaves 0/0 there.
 * Source: Kingma and Ba 2015, algorithm 2. Cost: O(D).
 */
const adamax = {
  name: 'adamax',
  source: 'Kingma, Ba, Adam: a method for stochastic optimization, ICLR (2015), arXiv:1412.6980',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.99, max: 0.9999 },
  },
  init: (theta: Vector): NormMoments => ({
    count: 0,
    mean: new Float64Array(theta.length),
    norm: new Float64Array(theta.length),
  }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: NormMoments) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const count = state.count + 1;
    const mean = state.mean.map((m, i) => beta1 * m + (1 - beta1) * gradient[i]!);
    const norm = state.norm.map((u, i) => Math.max(beta2 * u, Math.abs(gradient[i]!)));
    const scale = -stepSize / (1 - beta1 ** count);
    return {
      delta: mean.map((m, i) => (norm[i]! > 0 ? scale * (m / norm[i]!) : 0)),
      state: { count, mean, norm },
    };
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

export default adamax;
