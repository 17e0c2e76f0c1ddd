import heavyBall from '../../../src/rules/heavyBall.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Heavy ball that takes 0.9 where the momentum is 0. */
export default {
  ...heavyBall,
  name: 'heavy-ball-zero-momentum-replaced',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const b = hyperparameters.momentum || 0.9;
    const velocity = gradient.map((d, i) => b * previous[i]! - stepSize * d);
    return { delta: velocity, state: velocity };
  },
  modelledOn: 'slip: `momentum || 0.9` in JavaScript, where 0 is falsy',
  meant: 'heavy-ball',
} satisfies FaultyRule;
