import miniBatchGradientDescent from '../../../src/rules/miniBatchGradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Mini-batch gradient descent that adds the gradients of its batch and does not divide. */
export default {
  ...miniBatchGradientDescent,
  name: 'mini-batch-adds-up',
  update({ theta, gradient, stepSize, time, random, hyperparameters, loss }: RuleContext) {
    const { samples } = loss;
    if (!samples) return gradient.map((d) => -stepSize * d);
    const delta = new Float64Array(theta.length);
    for (let n = 0; n < Math.round(hyperparameters.batch!); n++) {
      const one = samples.gradient(theta, Math.floor(random() * samples.count), time);
      for (let i = 0; i < delta.length; i++) delta[i]! -= stepSize * one[i]!;
    }
    return delta;
  },
  modelledOn: 'slip: `sum` for `mean`, so that the step size depends on the batch',
  meant: 'mini-batch-gradient-descent',
} satisfies FaultyRule;
