import adagrad from '../../../src/rules/adagrad.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adagrad that adds up ‖∇L‖² for all coordinates together. */
export default {
  ...adagrad,
  name: 'adagrad-one-accumulator',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const added = gradient.reduce((sum, d) => sum + d * d, 0);
    const total = previous.map((sum) => sum + added);
    return {
      delta: gradient.map((d, i) => (-stepSize * d) / (Math.sqrt(total[i]!) + hyperparameters.epsilon!)),
      state: total,
    };
  },
  modelledOn:
    'slip: the sum over coordinates where there is one for each; with a single rate the method is AdaGrad-Norm, Ward et al. (2019)',
  meant: 'adagrad',
  alsoKnownAs: ['AdaGrad-Norm (Ward, Wu, Bottou 2019)'],
} satisfies FaultyRule;
