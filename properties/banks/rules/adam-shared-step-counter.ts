import adam from '../../../src/rules/adam.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

const shared = { count: 0 };

/** Adam whose step counter belongs to the module: two runs in one process correct each other’s bias. */
export default {
  ...adam,
  name: 'adam-shared-step-counter',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    shared.count++;
    const moments = { ...nextMoments(state, gradient, { beta1, beta2 }), count: shared.count };
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon });
    return { delta: direction.map((d) => -stepSize * d), state: moments };
  },
  modelledOn:
    'ikostrikov/pytorch-a3c#12, flashlight/flashlight#143 and DiffSharp/DiffSharp#292: step counters that do not belong to the moments',
} satisfies WrongRule;
