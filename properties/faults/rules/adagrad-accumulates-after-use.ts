import adagrad from '../../../src/rules/adagrad.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adagrad that adds the square of the gradient after it was used. */
export default {
  ...adagrad,
  name: 'adagrad-accumulates-after-use',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    return {
      delta: gradient.map((d, i) => (-stepSize * d) / (Math.sqrt(previous[i]!) + hyperparameters.epsilon!)),
      state: previous.map((total, i) => total + gradient[i]! ** 2),
    };
  },
  modelledOn:
    'slip: the accumulator is updated too late; that of Duchi et al. (2011) includes the gradient at hand',
  meant: 'adagrad',
} satisfies FaultyRule;
