import heavyBall from '../../../src/rules/heavyBall.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Heavy ball that keeps the first gradient array as its buffer and adds to it from the second step on. */
export default {
  ...heavyBall,
  name: 'heavy-ball-averages-into-the-first-gradient',
  init: () => ({ buffer: null }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: { buffer: Vector | null }) {
    const { buffer } = state;
    if (buffer === null) state.buffer = gradient;
    else
      for (let i = 0; i < buffer.length; i++)
        buffer[i] = hyperparameters.momentum! * buffer[i]! + gradient[i]!;
    return state.buffer!.map((d) => -stepSize * d);
  },
  modelledOn: 'slip: the momentum buffer is the gradient itself, not a clone of it, and is updated in place',
  meant: 'heavy-ball',
  alsoKnownAs: ['sgd-with-momentum'],
} satisfies FaultyRule;
