import heavyBall from '../../../src/rules/heavyBall.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Heavy ball that starts with the gradient array as its velocity and updates that in place. */
export default {
  ...heavyBall,
  name: 'heavy-ball-keeps-the-gradient-array',
  init: () => ({ velocity: null }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: { velocity: Vector | null }) {
    const fresh = state.velocity === null;
    state.velocity ??= gradient;
    const { velocity } = state;
    for (let i = 0; i < velocity.length; i++) {
      velocity[i] = (fresh ? 0 : hyperparameters.momentum! * velocity[i]!) - stepSize * gradient[i]!;
    }
    return velocity.slice();
  },
  modelledOn: 'slip: `velocity = velocity ?? gradient` aliases what it was handed',
  meant: 'heavy-ball',
} satisfies FaultyRule;
