import { withSquaredNorm } from '../losses/derived/withSquaredNorm.ts';
import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise } from './declaration/traits.ts';
import { adaptiveDirection, type Moments, nextMoments, zeroMoments } from './moments/adaptiveMoments.ts';

const decay = { default: 0.01, min: 0.001, max: 0.1 };

/**
 * Δ = −η (m̂/(√v̂ + ε) + λθ), with m̂ and v̂ those of Adam on the gradient without the decay.
 *
 * The decay is not divided by √v̂, so that no fixed loss is descended: L + ½λ‖θ‖² is the nearest, and goes uphill
 * where sign(∇L) + λθ opposes ∇L + λθ, in about one case of twenty-five: the promise is a share.
 * Source: Loshchilov and Hutter 2019, algorithm 2. Cost: O(D).
 */
const adamW = {
  name: 'adamw',
  source: 'Loshchilov, Hutter, Decoupled weight decay regularization, ICLR (2019), arXiv:1711.05101',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-8, min: 1e-12, max: 1e-4, unit: 'gradient' },
    weightDecay: decay,
  },
  init: (theta: Vector) => zeroMoments(theta.length),
  update({ theta, gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const lambda = hyperparameters.weightDecay!;
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon: hyperparameters.epsilon! });
    return { delta: direction.map((d, i) => -stepSize * (d + lambda * theta[i]!)), state: moments };
  },
  contract: {
    effective: { share: 0.6 },
    objective: (loss, { weightDecay }) => withSquaredNorm(loss, weightDecay!),
  },
  traits: [...coordinatewise, 'serialisable', 'scale-invariant', 'step-size-linear', 'saturates'],
} satisfies DeclaredRule;

export default adamW;
