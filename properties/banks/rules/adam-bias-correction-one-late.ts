import adam from '../../../src/rules/adam.ts';
import { type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam whose step counter is 2 at the first step. */
export default {
  ...adam,
  name: 'adam-bias-correction-one-late',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const first = 1 - beta1 ** (moments.count + 1);
    const second = 1 - beta2 ** (moments.count + 1);
    return {
      delta: moments.mean.map(
        (m, i) => (-stepSize * m) / first / (Math.sqrt(moments.square[i]! / second) + epsilon),
      ),
      state: moments,
    };
  },
  modelledOn: 'cs231n/cs231n.github.io#179: t starts one too high',
} satisfies WrongRule;
