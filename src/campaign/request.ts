import type { Prerequisite } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import type { Executor, LoadRequest } from './executor.ts';
import type { Resume } from './state.ts';

/** One part of all the cases: those whose index leaves `index` when divided by `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A case of an earlier run, to be tried before anything is generated. */
export interface StoredFailure {
  readonly check: string;
  readonly scenario: Scenario;
  /** Cases that have to run first, in the same process. */
  readonly prerequisites: readonly Prerequisite[];
}

/** The residual risk that a campaign is to reach. */
export interface RiskGoal {
  /** Cases that each check has to decide, all parts together. */
  readonly decided: number;
  /** Cases of a check at most, all parts together. */
  readonly most: number;
}

/** What a campaign is asked to do. */
export interface CampaignRequest {
  readonly load: LoadRequest;
  readonly shard: Shard;
  /** Cases of earlier runs of the rule of this name. */
  readonly stored: (name: string) => readonly StoredFailure[];
  /** Asked before each batch: a reason to stop early, such as a budget that is used up. */
  readonly stop: () => string | undefined;
  /** Whether the user wants the end at once: what was found is reported as it is, not shrunk. */
  readonly interrupted?: () => boolean;
  /** Whether the rule is examined once its verdict stands; the first shard does it for all. */
  readonly examine?: boolean;
  /** Cases are run beyond those of the load until so many are decided, or a failure has decided it. */
  readonly risk?: RiskGoal | undefined;
  /** Where it keeps how far it has come, and from where it goes on; stored cases are those of its first start then. */
  readonly resume?: Resume | undefined;
  /** An executor in which nothing has run: failures are tried there again. Without it they are taken as they are. */
  readonly fresh?: () => Executor;
}
