import adam from '../../../src/rules/adam.ts';
import { type Moments, nextMoments } from '../../../src/rules/parts/adaptiveMoments.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { WrongRule } from '../wrongRule.ts';

/** Adam that divides v by 1 − β₂ᵗ and leaves m as it is. */
export default {
  ...adam,
  name: 'adam-only-second-moment-corrected',
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Moments) {
    const [beta1, beta2, epsilon] = [
      hyperparameters.beta1!,
      hyperparameters.beta2!,
      hyperparameters.epsilon!,
    ];
    const moments = nextMoments(state, gradient, { beta1, beta2 });
    const second = 1 - beta2 ** moments.count;
    return {
      delta: moments.mean.map((m, i) => (-stepSize * m) / (Math.sqrt(moments.square[i]! / second) + epsilon)),
      state: moments,
    };
  },
  modelledOn: 'slip: one of the two corrections is forgotten',
} satisfies WrongRule;
