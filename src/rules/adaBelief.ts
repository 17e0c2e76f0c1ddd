import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';
import { adaptiveDirection, type Moments, zeroMoments } from './moments/adaptiveMoments.ts';

/**
 * m ← β₁m + (1 − β₁)∇L, s ← β₂s + (1 − β₂)(∇L − m)² + ε, Δ = −η m̂/(√ŝ + ε), m = s = 0 at the start.
 *
 * Steps are short where gradients are unlike their average, not where they are large. ε is added twice, to a square and
 * to its root, so that it has no unit.
 * Source: Zhuang et al. 2020, algorithm 2. Cost: O(D).
 */
const adaBelief = {
  name: 'adabelief',
  source:
    'Zhuang, Tang, Ding, Tatikonda, Dvornek, Papademetris, Duncan, AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, NeurIPS (2020), arXiv:2010.07468',
  hyperparameters: {
    beta1: { default: 0.9, min: 0.5, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-8, min: 1e-16, max: 1e-4 },
  },
  init: (theta: Vector) => zeroMoments(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const epsilon = hyperparameters.epsilon!;
    const mean = state.mean.map((m, i) => beta1 * m + (1 - beta1) * gradient[i]!);
    const square = state.square.map(
      (s, i) => beta2 * s + (1 - beta2) * (gradient[i]! - mean[i]!) ** 2 + epsilon,
    );
    const moments = { count: state.count + 1, mean, square };
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon });
    return { delta: direction.map((d) => -stepSize * d), state: moments };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'saturates'],
} satisfies DeclaredRule;

export default adaBelief;
