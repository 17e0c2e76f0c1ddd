import heavyBall from '../../../src/rules/heavyBall.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Heavy ball that adds its momentum to the velocity and to the displacement. */
export default {
  ...heavyBall,
  name: 'heavy-ball-momentum-twice',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const b = hyperparameters.momentum!;
    const velocity = gradient.map((d, i) => b * previous[i]! - stepSize * d);
    return { delta: velocity.map((v, i) => v + b * previous[i]!), state: velocity };
  },
  modelledOn: 'slip: momentum in the optimiser and in the training loop',
  meant: 'heavy-ball',
} satisfies FaultyRule;
