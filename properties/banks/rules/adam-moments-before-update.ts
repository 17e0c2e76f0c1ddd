import adam from '../../../src/rules/adam.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam that moves by the moments from before this gradient: it stands still at first, then lags. */
export default {
  ...adam,
  name: 'adam-moments-before-update',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const direction = adaptiveDirection({ ...state, count: state.count + 1 }, { beta1, beta2, epsilon });
    return {
      delta: direction.map((d) => -stepSize * d),
      state: nextMoments(state, gradient, { beta1, beta2 }),
    };
  },
  modelledOn: 'slip: the state is read before it is updated',
} satisfies WrongRule;
