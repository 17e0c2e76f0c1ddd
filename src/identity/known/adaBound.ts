import { coordinatewise, followsSlopes, gradientOnly } from '../../rules/declaration/traits.ts';
import { type Moments, nextMoments, zeroMoments } from '../../rules/moments/adaptiveMoments.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

const rates = { beta1: 0.9, beta2: 0.999 };
const epsilon = 1e-8;
/** How fast the bounds close, and what they close in on, as a multiple of η. */
const [closing, final] = [1e-3, 100];

/** √(1 − β₂ᵗ)/(1 − β₁ᵗ), by which η is multiplied before it is bounded. */
const correction = (count: number): number =>
  Math.sqrt(1 - rates.beta2 ** count) / (1 - rates.beta1 ** count);

/** AdaBound, but for its correction, with a final rate of 100η. */
export const adaBoundWith = (name: string, corrected: (count: number) => number) =>
  ({
    name,
    init: (theta: Vector) => zeroMoments(theta.length),
    update({ gradient, stepSize }: RuleContext, before: Moments) {
      const moments = nextMoments(before, gradient, rates);
      const { count, mean, square } = moments;
      const low = final * stepSize * (1 - 1 / (closing * count + 1));
      const high = final * stepSize * (1 + 1 / (closing * count));
      const delta = mean.map((m, i) => {
        const rate = (stepSize * corrected(count)) / (Math.sqrt(square[i]!) + epsilon);
        return -Math.min(high, Math.max(low, rate)) * m;
      });
      return { delta, state: moments };
    },
    contract: { effective: 'small-step' },
    traits: [...gradientOnly, ...coordinatewise, ...followsSlopes],
  }) satisfies DeclaredRule;

export default {
  ...adaBoundWith('adabound', correction),
  source:
    'Luo, Xiong, Liu, Sun, Adaptive gradient methods with dynamic bound of learning rate, ICLR (2019), arXiv:1902.09843',
};
