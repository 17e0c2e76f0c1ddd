import type { LossFamily } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { RaisedSuspicion, Suspicion } from '../../types/suspicion.ts';
import { lookFor } from './lookFor.ts';

/** What came of all suspicions of a rule. */
export interface Suspected {
  readonly raised: readonly RaisedSuspicion[];
  /** Raised as well, and intended: the contract names them. */
  readonly expected: readonly RaisedSuspicion[];
  /** Ids that the contract names and that are not seen. */
  readonly unseen: readonly string[];
  /** What could not be looked for, and why. */
  readonly blind: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * Looks at a rule for everything that is suspected of rules. Deterministic in the rule.
 *
 * @param rule each call into it may be watched
 * Cost: thousands of calls of the rule; hundreds of thousands where it is suspect.
 */
export const suspect = (
  rule: NamedRule,
  suspicions: readonly Suspicion[],
  families: readonly LossFamily[],
): Suspected => {
  const intended = rule.contract.expected ?? [];
  const looked = suspicions.map((suspicion) => ({ id: suspicion.id, ...lookFor(rule, suspicion, families) }));
  const all = looked.flatMap((one) => (one.kind === 'raised' ? [one.raised] : []));
  const blind = looked.flatMap((one) => (one.kind === 'blind' ? [{ id: one.id, reason: one.reason }] : []));
  return {
    raised: all.filter(({ id }) => !intended.includes(id)),
    expected: all.filter(({ id }) => intended.includes(id)),
    unseen: intended.filter((id) => looked.some((one) => one.id === id && one.kind === 'silent')),
    blind,
  };
};
