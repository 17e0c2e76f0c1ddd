import { coordinatewise, followsSlopes, gradientOnly } from '../../rules/declaration/traits.ts';
import {
  type NesterovMoments,
  nesterovDirection,
  scheduledWeight,
  zeroNesterovMoments,
} from '../../rules/moments/nesterovMoments.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** NAdam whose schedule weighs the average m as well: m ← μₜm + (1 − μₜ)∇L, so that the products correct it exactly. */
export default {
  name: 'nadam-of-the-paper',
  source: 'Dozat, Incorporating Nesterov momentum into Adam, ICLR workshop track (2016), algorithm 2',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-8, min: 1e-12, max: 1e-4, unit: 'gradient' },
    momentumDecay: { default: 0.004, min: 0, max: 1 },
  },
  init: (theta: Vector) => zeroNesterovMoments(theta.length),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: NesterovMoments) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const [epsilon, decay] = [hyperparameters.epsilon!, hyperparameters.momentumDecay!];
    const count = state.count + 1;
    const now = scheduledWeight(beta1, decay, count);
    const ahead = scheduledWeight(beta1, decay, count + 1);
    const next = {
      count,
      mean: state.mean.map((m, i) => now * m + (1 - now) * gradient[i]!),
      square: state.square.map((v, i) => beta2 * v + (1 - beta2) * gradient[i]! ** 2),
      product: state.product * now,
    };
    const direction = nesterovDirection(next, gradient, { now, ahead, beta2, epsilon });
    return { delta: direction.map((d) => -stepSize * d), state: next };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;
