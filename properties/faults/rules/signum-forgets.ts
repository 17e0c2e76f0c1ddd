import signum from '../../../src/identity/known/signum.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Signum whose average is emptied before each step: the sign of the gradient alone. */
export default {
  ...signum,
  name: 'signum-forgets',
  update: (context: RuleContext, before: Vector) => signum.update(context, new Float64Array(before.length)),
  modelledOn: 'kozistr/pytorch_optimizer#516: the buffer is made anew at every step',
  meant: 'signum',
  alsoKnownAs: ['sign-descent'],
} satisfies FaultyRule;
