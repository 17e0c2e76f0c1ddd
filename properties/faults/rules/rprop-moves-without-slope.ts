import rprop from '../../../src/rules/rprop.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

type State = ReturnType<typeof rprop.init>;

/** Rprop that takes a slope of 0 for a positive one, also where it has set it to 0 itself after a change of sign. */
export default {
  ...rprop,
  name: 'rprop-moves-without-slope',
  update(context: RuleContext, before: State) {
    const { state } = rprop.update(context, before);
    return { delta: state.last.map((d, i) => (d < 0 ? 1 : -1) * state.widths[i]!), state };
  },
  modelledOn: 'libfann/fann#85: the sign of the slope is asked for as "less than 0, or else"',
  meant: 'rprop',
} satisfies FaultyRule;
