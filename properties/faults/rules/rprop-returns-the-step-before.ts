import rprop from '../../../src/rules/rprop.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

interface Late {
  readonly own: ReturnType<typeof rprop.init>;
  readonly step: Vector;
}

/** Rprop that hands out the step of the gradient before, and rests at first. */
export default {
  ...rprop,
  name: 'rprop-returns-the-step-before',
  init: (theta: Vector): Late => ({ own: rprop.init(theta), step: new Float64Array(theta.length) }),
  update(context: RuleContext, { own, step }: Late) {
    const next = rprop.update(context, own);
    return { delta: step, state: { own: next.state, step: next.delta } };
  },
  modelledOn: 'google-deepmind/optax#1725: the updates are read before they are replaced',
  meant: 'rprop',
  against: 'rprop',
} satisfies FaultyRule;
