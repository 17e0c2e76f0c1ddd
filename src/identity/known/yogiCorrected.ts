import { coordinatewise, followsSlopes, gradientOnly } from '../../rules/declaration/traits.ts';
import { adaptiveDirection, type Moments } from '../../rules/moments/adaptiveMoments.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

const rates = { beta1: 0.9, beta2: 0.999, epsilon: 1e-3 };

/** Yogi with Adam's corrections and v = 10⁻⁶ at the start, as optax has it, but for how v changes. */
export const yogiWith = (name: string, next: (v: number, square: number, beta2: number) => number) =>
  ({
    name,
    init: (theta: Vector): Moments => ({
      count: 0,
      mean: new Float64Array(theta.length),
      square: new Float64Array(theta.length).fill(1e-6),
    }),
    update({ gradient, stepSize }: RuleContext, before: Moments) {
      const moments = {
        count: before.count + 1,
        mean: before.mean.map((m, i) => rates.beta1 * m + (1 - rates.beta1) * gradient[i]!),
        square: before.square.map((v, i) => next(v, gradient[i]! ** 2, rates.beta2)),
      };
      return { delta: adaptiveDirection(moments, rates).map((d) => -stepSize * d), state: moments };
    },
    contract: { effective: 'small-step' },
    traits: [...gradientOnly, ...coordinatewise, ...followsSlopes],
  }) satisfies DeclaredRule;

export default {
  ...yogiWith(
    'yogi-with-corrections',
    (v, square, beta2) => v - (1 - beta2) * Math.sign(v - square) * square,
  ),
  source: 'Zaheer, Reddi, Sachan, Kale, Kumar, Adaptive methods for nonconvex optimization, NeurIPS (2018)',
};
