import lookahead from '../../../src/rules/lookahead.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Lookahead that never comes to its slow weights: gradient descent. */
export default {
  ...lookahead,
  name: 'lookahead-returns-early',
  hyperparameters: {},
  update: ({ gradient, stepSize }: RuleContext) => gradient.map((d) => -stepSize * d),
  modelledOn: 'ReaLLMASIC/ReaLLM-Forge#479: a return stands before the synchronisation',
  meant: 'lookahead',
  alsoKnownAs: ['gradient-descent'],
  against: 'lookahead',
} satisfies FaultyRule;
