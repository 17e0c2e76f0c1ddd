import adam from '../../../src/rules/adam.ts';
import { type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam with √(v̂ + ε). */
export default {
  ...adam,
  name: 'adam-epsilon-inside-root',
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
        (m, i) => (-stepSize * m) / first / Math.sqrt(moments.square[i]! / second + epsilon),
      ),
      state: moments,
    };
  },
  modelledOn: 'keras-team/keras#435 and apache/mxnet#4493, there of RMSProp: ε on the wrong side of the root',
} satisfies WrongRule;
