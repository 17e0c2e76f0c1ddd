import nesterov from '../../../src/rules/nesterov.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Nesterov that moves by its velocity: heavy ball, a right rule that obeys every law of Nesterov. */
export default {
  ...nesterov,
  name: 'nesterov-as-heavy-ball',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const velocity = gradient.map((d, i) => hyperparameters.momentum! * previous[i]! - stepSize * d);
    return { delta: velocity, state: velocity };
  },
  modelledOn: 'slip: the look-ahead of Sutskever et al. (2013) is forgotten',
  meant: 'nesterov',
  alsoKnownAs: ['heavy-ball'],
  against: 'nesterov',
} satisfies FaultyRule;
