import rmsprop from '../../../src/rules/rmsprop.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** RMSProp that averages ∇L where it should average (∇L)²: the root of a negative number. */
export default {
  ...rmsprop,
  name: 'rmsprop-averages-the-gradient',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const [rho, epsilon] = [hyperparameters.decay!, hyperparameters.epsilon!];
    const square = previous.map((v, i) => rho * v + (1 - rho) * gradient[i]!);
    return {
      delta: gradient.map((d, i) => (-stepSize * d) / (Math.sqrt(square[i]!) + epsilon)),
      state: square,
    };
  },
  modelledOn: 'slip: the square is forgotten',
  meant: 'rmsprop',
} satisfies FaultyRule;
