import { coordinatewise, followsSlopes, gradientOnly } from '../../rules/declaration/traits.ts';
import { type Moments, nextMoments, zeroMoments } from '../../rules/moments/adaptiveMoments.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

export const rates = { beta1: 0.9, beta2: 0.999 };
export const epsilon = 1e-8;

/** NAdam with μₜ = β₁: m and the gradient, both corrected by 1 − β₁ᵗ. */
export default {
  name: 'nadam-without-schedule',
  source:
    'Dozat, Incorporating Nesterov momentum into Adam, ICLR workshop track (2016), without its schedule',
  init: (theta: Vector) => zeroMoments(theta.length),
  update({ gradient, stepSize }: RuleContext, before: Moments) {
    const moments = nextMoments(before, gradient, rates);
    const { count, mean, square } = moments;
    const delta = mean.map((m, i) => {
      const ahead = (rates.beta1 * m + (1 - rates.beta1) * gradient[i]!) / (1 - rates.beta1 ** count);
      return (-stepSize * ahead) / (Math.sqrt(square[i]! / (1 - rates.beta2 ** count)) + epsilon);
    });
    return { delta, state: moments };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'saturates'],
} satisfies DeclaredRule;
