import rmsprop from '../../../src/rules/rmsprop.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** RMSProp with √(v + ε). */
export default {
  ...rmsprop,
  name: 'rmsprop-epsilon-inside-root',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const [rho, epsilon] = [hyperparameters.decay!, hyperparameters.epsilon!];
    const square = previous.map((v, i) => rho * v + (1 - rho) * gradient[i]! ** 2);
    return {
      delta: gradient.map((d, i) => (-stepSize * d) / Math.sqrt(square[i]! + epsilon)),
      state: square,
    };
  },
  modelledOn: 'convention: keras-team/keras#435 and apache/mxnet#4493, where libraries place ε differently',
  meant: 'rmsprop',
  alsoKnownAs: ['RMSProp with ε inside the root (TensorFlow)'],
} satisfies FaultyRule;
