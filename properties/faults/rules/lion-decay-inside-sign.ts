import lionDecay from '../../../src/rules/lionDecay.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Lion with sign(c + λθ): the decay only votes on the sign. */
export default {
  ...lionDecay,
  name: 'lion-decay-inside-sign',
  update({ theta, gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const [beta1, beta2] = [hyperparameters.beta1!, hyperparameters.beta2!];
    const vote = previous.map(
      (m, i) => beta1 * m + (1 - beta1) * gradient[i]! + hyperparameters.weightDecay! * theta[i]!,
    );
    return {
      delta: vote.map((c) => -stepSize * Math.sign(c)),
      state: previous.map((m, i) => beta2 * m + (1 - beta2) * gradient[i]!),
    };
  },
  modelledOn:
    'bitsandbytes-foundation/bitsandbytes#1992: the decay is folded into the gradient before the sign',
  meant: 'lion-decay',
} satisfies FaultyRule;
