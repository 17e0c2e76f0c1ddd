import type { Loss } from '../../types/loss.ts';
import type { InitialSetting, NamedRule, RuleContext } from '../../types/rule.ts';

/** What a rule has looked at, besides what is its own. */
export interface Reads {
  /** More of the loss than its dimension and its facts. */
  loss: boolean;
  /** How θ is cut up. */
  parameters: boolean;
}

/** A rule that does the same, and what it reads from now on. */
export const watched = (rule: NamedRule): { readonly rule: NamedRule; readonly reads: Readonly<Reads> } => {
  const reads: Reads = { loss: false, parameters: false };
  const { init } = rule;
  return {
    reads,
    rule: {
      ...rule,
      update: (context, state) => rule.update(watchedFields(context, reads), state),
      ...(init && { init: (theta, setting) => init.call(rule, theta, watchedFields(setting, reads)) }),
    },
  };
};

/** What reads a field is noted; neither a name that is left out nor the whole that is handed on counts as read. */
const watchedFields = <Given extends RuleContext | InitialSetting>(given: Given, reads: Reads): Given =>
  new Proxy(given, {
    get(target, name) {
      if (name === 'loss') return watchedLoss(target.loss, reads);
      reads.parameters ||= name === 'parameters';
      return Reflect.get(target, name);
    },
  });

const watchedLoss = (loss: Loss, reads: Reads): Loss =>
  new Proxy(loss, {
    get(target, name) {
      reads.loss ||= name !== 'dimension' && name !== 'facts';
      return Reflect.get(target, name);
    },
  });
