import adamW from '../../../src/rules/adamW.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** AdamW that shrinks θ by λ itself, whatever the step size. */
export default {
  ...adamW,
  name: 'adamw-decay-without-step-size',
  update({ theta, gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const lambda = hyperparameters.weightDecay!;
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const direction = adaptiveDirection(moments, { beta1, beta2, epsilon });
    return { delta: direction.map((d, i) => -stepSize * d - lambda * theta[i]!), state: moments };
  },
  modelledOn:
    'FluxML/Optimisers.jl#182: the decay is not multiplied by the learning rate; a convention of others',
} satisfies WrongRule;
