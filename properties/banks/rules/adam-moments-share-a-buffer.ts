import adam from '../../../src/rules/adam.ts';
import { adaptiveDirection } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { WrongRule } from '../wrongRule.ts';

export interface Buffers {
  readonly count: number;
  readonly mean: Float64Array;
  readonly square: Float64Array;
}

/** Adam that updates its moments in place, and begins with the same array of zeros for both. */
export default {
  ...adam,
  name: 'adam-moments-share-a-buffer',
  init(theta: Vector) {
    const zeros = new Float64Array(theta.length);
    return { count: 0, mean: zeros, square: zeros };
  },
  update({ gradient, stepSize, hyperparameters }: RuleContext, { count, mean, square }: Buffers) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    for (const [i, d] of gradient.entries()) {
      mean[i] = beta1 * mean[i]! + (1 - beta1) * d;
      square[i] = beta2 * square[i]! + (1 - beta2) * d ** 2;
    }
    const moments = { count: count + 1, mean, square };
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon: hyperparameters.epsilon! });
    return { delta: direction.map((d) => -stepSize * d), state: moments };
  },
  modelledOn: 'slip: `m = v = zeros(n)`, which makes one array of the two',
} satisfies WrongRule;
