import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { layerLengths } from './declaration/traits.ts';
import { asLongAs, byLayer } from './layers/layers.ts';
import { adaptiveDirection, type Moments, nextMoments, zeroMoments } from './moments/adaptiveMoments.ts';

/**
 * Δ = −η ‖θ‖ r/‖r‖ layer by layer, with r = m̂/(√v̂ + ε), the direction of Adam; Δ = −η r where a norm is 0.
 *
 * Every layer moves by the share η of its length. The case φ(x) = x and λ = 0 of the paper, without weight decay.
 * While the gradient stays about the same, every coordinate of Δ has the sign of y.
 * Source: You et al. 2020, algorithm 2. Cost: O(D).
 */
const lamb = {
  name: 'lamb',
  source:
    'You, Li, Reddi, Hseu, Kumar, Bhojanapalli, Song, Demmel, Keutzer, Hsieh, Large batch optimization for deep learning: training BERT in 76 minutes, ICLR (2020), arXiv:1904.00962',
  hyperparameters: {
    beta1: { default: 0.9, min: 0, max: 0.99 },
    beta2: { default: 0.999, min: 0.9, max: 0.9999 },
    epsilon: { default: 1e-6, min: 1e-12, max: 1e-4, unit: 'gradient' },
  },
  init: (theta: Vector) => zeroMoments(theta.length),
  update({ theta, gradient, stepSize, hyperparameters, parameters }: RuleContext, state: Moments) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon: hyperparameters.epsilon! });
    const steps = byLayer(parameters, direction, (r, { from, to }) => asLongAs(theta.subarray(from, to), r));
    return { delta: steps.map((d) => -stepSize * d), state: moments };
  },
  contract: { effective: 'small-step' },
  traits: layerLengths,
} satisfies DeclaredRule;

export default lamb;
