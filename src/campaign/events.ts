import type { SubjectFault } from '../errors.ts';
import type {
  Batch,
  CheckDescription,
  ObservedCase,
  RuleDescription,
  ShrunkFailure,
} from '../types/campaign.ts';
import type { Examined } from '../types/report.ts';

/**
 * What happens during a campaign, in order; readers draw, write and count. It is judged once, where nothing that is still
 * looked at can change what its checks came to.
 */
export type FuzzEvent =
  | { readonly kind: 'planned'; readonly description: RuleDescription; readonly total: number }
  /** It goes on where an earlier process has come, with the checks that were refuted by then. */
  | { readonly kind: 'resumed'; readonly done: number; readonly refuted: readonly NamedCheck[] }
  /** More cases are run than were planned, since too few were decided. */
  | { readonly kind: 'extended'; readonly total: number }
  /** `decided`: cases that every check which a failure would falsify has decided, where there is one and none is refuted. */
  | { readonly kind: 'progress'; readonly done: number; readonly decided?: number }
  | { readonly kind: 'found'; readonly check: NamedCheck; readonly observed: ObservedCase }
  | { readonly kind: 'finding'; readonly check: NamedCheck; readonly finding: ShrunkFailure }
  | { readonly kind: 'judged'; readonly result: CampaignResult };

/** The check that an event is about, with what it claims: readers need no list of checks beside the events. */
export type NamedCheck = Pick<CheckDescription, 'id' | 'claim' | 'required' | 'share'>;

/** What a campaign came to, check by check. */
export interface CampaignResult {
  readonly kind: 'done';
  readonly description: RuleDescription;
  readonly batches: ReadonlyMap<string, Batch>;
  readonly findings: ReadonlyMap<string, readonly ShrunkFailure[]>;
  /** Cases of earlier runs that were tried first, how many of them still fail, and of these only laws that it does not claim. */
  readonly stored: { readonly tried: number; readonly failing: number; readonly unclaimed?: number };
  /** Why it stopped early, where it did. */
  readonly stopped?: string;
  /** What the rule was looked at for once all of that was known. */
  readonly examined: Examined;
}

/** What a campaign came to, or why there is no verdict. */
export type CampaignEnd = CampaignResult | { readonly kind: 'unusable'; readonly fault: SubjectFault };
