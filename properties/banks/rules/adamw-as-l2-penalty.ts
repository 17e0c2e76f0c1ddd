import adamW from '../../../src/rules/adamW.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** AdamW that adds λθ to the gradient, before the moments: Adam on the loss with an L2 penalty. */
export default {
  ...adamW,
  name: 'adamw-as-l2-penalty',
  update({ theta, gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const penalised = gradient.map((d, i) => d + hyperparameters.weightDecay! * theta[i]!);
    const moments = nextMoments(state, penalised, { beta1, beta2 });
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon });
    return { delta: direction.map((d) => -stepSize * d), state: moments };
  },
  modelledOn:
    'keras-team/keras#19051 and Loshchilov, Hutter (2019): L2 regularisation where the decay should be decoupled',
} satisfies WrongRule;
