import miniBatchGradientDescent from '../../../src/rules/miniBatchGradientDescent.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Mini-batch gradient descent that never draws the last sample: E[Δ] points down another loss, at times uphill. */
export default {
  ...miniBatchGradientDescent,
  name: 'mini-batch-misses-the-last-sample',
  update({ theta, gradient, stepSize, time, random, hyperparameters, loss }: RuleContext) {
    const { samples } = loss;
    if (!samples) return gradient.map((d) => -stepSize * d);
    const size = Math.round(hyperparameters.batch!);
    const delta = new Float64Array(theta.length);
    for (let n = 0; n < size; n++) {
      const one = samples.gradient(theta, Math.floor(random() * (samples.count - 1)), time);
      for (let i = 0; i < delta.length; i++) delta[i]! -= (stepSize * one[i]!) / size;
    }
    return delta;
  },
  modelledOn: 'slip: an index below n − 1 where it should be below n',
  meant: 'mini-batch-gradient-descent',
} satisfies FaultyRule;
