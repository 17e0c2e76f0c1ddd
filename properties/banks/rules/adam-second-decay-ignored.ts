import adam from '../../../src/rules/adam.ts';
import { adaptiveDirection, type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam that reads β₁ and ε, and has 0.999 written into it for β₂. */
export default {
  ...adam,
  name: 'adam-second-decay-ignored',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const rates = { beta1: hyperparameters.beta1!, beta2: 0.999 };
    const moments = nextMoments(state, gradient, rates);
    const direction = adaptiveDirection(moments, { ...rates, epsilon: hyperparameters.epsilon! });
    return { delta: direction.map((d) => -stepSize * d), state: moments };
  },
  modelledOn:
    'kozistr/pytorch_optimizer#517, there the decay of SignSGD: a hyperparameter that nothing reads',
} satisfies WrongRule;
