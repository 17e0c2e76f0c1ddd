import type { NamedRule } from '../types/rule.ts';

/** The pulse of one session: its rules say where they are, to the case that runs. */
export interface Heartbeat {
  /** Called before each call into a rule: −1 before `init`, then the index of the step. Each case sets its own. */
  before: (step: number) => void;
  /** The rule as it is, but for the beat before each call into it. */
  watch(rule: NamedRule): NamedRule;
}

/**
 * A heartbeat that no case listens to yet.
 *
 * A rule is wrapped once, not once a case: a process that hangs or is killed in user code still shows which step of
 * which case that was, whatever the check does with the rule. Cost: one call a step.
 */
export const heartbeat = (): Heartbeat => {
  const pulse: Heartbeat = {
    before: () => {},
    watch: (rule) => {
      const update: NamedRule['update'] = (context, state) => {
        pulse.before(context.step);
        return rule.update(context, state);
      };
      return {
        ...rule,
        update,
        // Who asks so says where it is.
        ...(rule.together?.of === rule.update && { together: { ...rule.together, of: update } }),
        ...(rule.init && {
          init(theta, setting) {
            pulse.before(-1);
            return rule.init?.(theta, setting);
          },
        }),
      };
    },
  };
  return pulse;
};
