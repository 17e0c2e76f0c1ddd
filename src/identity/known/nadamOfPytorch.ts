import { coordinatewise, followsSlopes, gradientOnly } from '../../rules/declaration/traits.ts';
import { nadamUpdate } from '../../rules/moments/nadamUpdate.ts';
import { zeroNesterovMoments } from '../../rules/moments/nesterovMoments.ts';
import type { DeclaredRule } from '../../types/rule.ts';
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
  update: nadamUpdate((product, weight) => Math.fround(product * Math.fround(weight))),
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;
