import adam from '../../../src/rules/adam.ts';
import { type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam with m·(1 − β₁ᵗ) and v·(1 − β₂ᵗ) in place of the quotients. */
export default {
  ...adam,
  name: 'adam-bias-correction-multiplied',
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
        (m, i) => (-stepSize * m * first) / (Math.sqrt(moments.square[i]! * second) + epsilon),
      ),
      state: moments,
    };
  },
  modelledOn: 'karpathy/convnetjs#107: the correction was multiplied',
} satisfies WrongRule;
