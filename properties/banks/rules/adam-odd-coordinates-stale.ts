import adam from '../../../src/rules/adam.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam that updates the moments of every other coordinate only after they were used. */
export default {
  ...adam,
  name: 'adam-odd-coordinates-stale',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const fresh = adaptiveDirection(moments, { beta1, beta2, epsilon });
    const stale = adaptiveDirection({ ...state, count: moments.count }, { beta1, beta2, epsilon });
    return { delta: fresh.map((d, i) => -stepSize * (i % 2 === 0 ? d : stale[i]!)), state: moments };
  },
  modelledOn: 'slip: stale moments for some parameters, as a loop leaves them that steps before it averages',
} satisfies WrongRule;
