import type { Batch, LoadedFile, ObservedCase } from '../types/campaign.ts';
import type { SideEffect } from './executor.ts';
import type { Progress } from './progress.ts';

/** The cases of a check in a round after the first: those of index `from`, a multiple of the number of parts, to below `runs`. */
export interface Further {
  readonly from: number;
  readonly runs: number;
}

/** How far a campaign has come, as plain values: what a later process needs to go on as if nothing had happened. */
export interface CampaignState {
  /** The files of the rule as they were. */
  readonly files: readonly LoadedFile[];
  /** So many jobs are done from the first on, and these beyond them. */
  readonly through: number;
  readonly beyond: readonly number[];
  readonly done: number;
  readonly stored: Progress['stored'];
  /** Its code had to be killed so often that no more of it is run. */
  readonly isOver: boolean;
  readonly batches: readonly Batch[];
  readonly contained: Batch;
  readonly first: readonly {
    readonly cause: string;
    readonly check: number;
    readonly observed: ObservedCase;
  }[];
  readonly pilingUp: readonly string[];
  readonly kills: number;
  readonly wrote?: Pick<SideEffect, 'index' | 'message'>;
  /** The rounds that were begun after the first, the cases of each check. */
  readonly more?: readonly (readonly Further[])[];
}

/** Where a campaign keeps how far it has come. */
export interface Resume {
  /** What an earlier process has left. */
  readonly state: CampaignState | undefined;
  /** Called after each job. @param state makes the state, which costs more than a job */
  save(state: () => CampaignState): void;
}
