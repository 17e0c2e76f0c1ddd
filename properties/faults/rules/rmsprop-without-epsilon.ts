import rmsprop from '../../../src/rules/rmsprop.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** RMSProp that adds ε to v only where v is negative: 0/0 at a zero gradient. */
export default {
  ...rmsprop,
  name: 'rmsprop-without-epsilon',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const [rho, epsilon] = [hyperparameters.decay!, hyperparameters.epsilon!];
    const square = previous.map((v, i) => rho * v + (1 - rho) * gradient[i]! ** 2);
    return {
      delta: gradient.map(
        (d, i) => (-stepSize * d) / (Math.sqrt(square[i]!) + (square[i]! < 0 ? epsilon : 0)),
      ),
      state: square,
    };
  },
  modelledOn: 'microsoft/dion#24: NaN where a gradient is exactly zero',
  meant: 'rmsprop',
} satisfies FaultyRule;
