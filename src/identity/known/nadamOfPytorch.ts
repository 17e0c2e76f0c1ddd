import { coordinatewise, followsSlopes, gradientOnly } from '../../rules/declaration/traits.ts';
import { nextMoments } from '../../rules/moments/adaptiveMoments.ts';
import {
  type NesterovMoments,
  nesterovDirection,
  scheduledWeight,
  zeroNesterovMoments,
} from '../../rules/moments/nesterovMoments.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** NAdam whose product μ₁⋯μₜ is kept in single precision, whatever the parameters are. */
export default {
  name: 'nadam-of-pytorch',
  source:
    'PyTorch, torch.optim.NAdam: Dozat, Incorporating Nesterov momentum into Adam, ICLR workshop track (2016), with mu_product in single precision',
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
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const now = scheduledWeight(beta1, decay, moments.count);
    const ahead = scheduledWeight(beta1, decay, moments.count + 1);
    const next = { ...moments, product: Math.fround(state.product * Math.fround(now)) };
    const direction = nesterovDirection(next, gradient, { now, ahead, beta2, epsilon });
    return { delta: direction.map((d) => -stepSize * d), state: next };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;
