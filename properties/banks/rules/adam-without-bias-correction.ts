import adam from '../../../src/rules/adam.ts';
import { type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam with the biased moments. */
export default {
  ...adam,
  name: 'adam-without-bias-correction',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    return {
      delta: moments.mean.map((m, i) => (-stepSize * m) / (Math.sqrt(moments.square[i]!) + epsilon)),
      state: moments,
    };
  },
  modelledOn: 'nerfstudio-project/gsplat#770 and Kingma, Ba (2015), section 6.4: Adam without the correction',
} satisfies WrongRule;
