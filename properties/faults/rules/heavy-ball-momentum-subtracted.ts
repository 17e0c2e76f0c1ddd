import heavyBall from '../../../src/rules/heavyBall.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Heavy ball with −b in place of b: it brakes. */
export default {
  ...heavyBall,
  name: 'heavy-ball-momentum-subtracted',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const b = hyperparameters.momentum!;
    const velocity = gradient.map((d, i) => -b * previous[i]! - stepSize * d);
    return { delta: velocity, state: velocity };
  },
  modelledOn: 'slip: the sign of the momentum',
  meant: 'heavy-ball',
} satisfies FaultyRule;
