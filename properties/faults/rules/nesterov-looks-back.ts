import nesterov from '../../../src/rules/nesterov.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Nesterov that evaluates the gradient at θ − bv, behind itself. */
export default {
  ...nesterov,
  name: 'nesterov-looks-back',
  update({ theta, time, loss, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const b = hyperparameters.momentum!;
    const behind = loss.gradient(
      theta.map((x, i) => x - b * previous[i]!),
      time,
    );
    const velocity = behind.map((d, i) => b * previous[i]! - stepSize * d);
    return { delta: velocity, state: velocity };
  },
  modelledOn: 'slip: the sign of the look-ahead, in the form of Sutskever et al. (2013)',
  meant: 'nesterov',
} satisfies FaultyRule;
