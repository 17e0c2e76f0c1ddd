import adamW from '../../../src/rules/adamW.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** AdamW that shrinks θ + Δ instead of θ. */
export default {
  ...adamW,
  name: 'adamw-decay-after-update',
  update({ theta, gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const lambda = hyperparameters.weightDecay!;
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon });
    return {
      delta: direction.map((d, i) => -stepSize * d - stepSize * lambda * (theta[i]! - stepSize * d)),
      state: moments,
    };
  },
  modelledOn: 'stanford-cs336/assignment1-basics#54: the decay acts on parameters that were already updated',
} satisfies WrongRule;
