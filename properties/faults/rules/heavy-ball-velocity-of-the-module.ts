import heavyBall from '../../../src/rules/heavyBall.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

let velocity = new Float64Array();

/** Heavy ball whose velocity outlives the run that made it. */
export default {
  ...heavyBall,
  name: 'heavy-ball-velocity-of-the-module',
  update({ gradient, stepSize, hyperparameters }: RuleContext) {
    const b = hyperparameters.momentum!;
    velocity = gradient.map((d, i) => b * (velocity[i] ?? 0) - stepSize * d);
    return velocity;
  },
  modelledOn: 'slip: hidden global state',
  meant: 'heavy-ball',
} satisfies FaultyRule;
