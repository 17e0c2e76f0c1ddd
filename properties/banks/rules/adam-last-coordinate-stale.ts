import adam from '../../../src/rules/adam.ts';
import { type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam whose last coordinate is divided by the second moment of its neighbour. */
export default {
  ...adam,
  name: 'adam-last-coordinate-stale',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const first = 1 - beta1 ** moments.count;
    const second = 1 - beta2 ** moments.count;
    return {
      delta: moments.mean.map(
        (m, i) =>
          (-stepSize * m) /
          first /
          (Math.sqrt(moments.square[Math.min(i, Math.max(0, moments.mean.length - 2))]! / second) + epsilon),
      ),
      state: moments,
    };
  },
  modelledOn: 'slip: an index that is clamped where it should be advanced',
} satisfies WrongRule;
