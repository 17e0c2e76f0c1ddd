import adam from '../../../src/rules/adam.ts';
import { type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam with (√v + ε)/√(1 − β₂ᵗ): ε is divided by the correction as well. */
export default {
  ...adam,
  name: 'adam-epsilon-corrected',
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
        (m, i) => (-stepSize * m) / first / ((Math.sqrt(moments.square[i]!) + epsilon) / Math.sqrt(second)),
      ),
      state: moments,
    };
  },
  modelledOn:
    'convention: the ε̂ of Kingma, Ba (2015), section 2, as in tensorflow/tensorflow#35102, under the ε of adam',
} satisfies WrongRule;
