import type { LoadedFile } from '../types/campaign.ts';
import type { Containment } from './containment.ts';
import type { Findings } from './findings.ts';
import type { Progress } from './progress.ts';
import { hadToBeKilled } from './runJob.ts';
import type { CampaignState, Further } from './state.ts';

/** Which jobs of a campaign are done, by their numbers from 0: lanes end theirs in any order. Memory: O(lanes). */
export interface JobsDone {
  has(job: number): boolean;
  add(job: number): void;
  read(): Pick<CampaignState, 'through' | 'beyond'>;
}

/** The jobs that a state says are done; none without one. */
export const jobsDone = (state: Pick<CampaignState, 'through' | 'beyond'> | undefined): JobsDone => {
  let through = state?.through ?? 0;
  const beyond = new Set(state?.beyond);
  return {
    has: (job) => job < through || beyond.has(job),
    add: (job) => {
      beyond.add(job);
      while (beyond.delete(through)) through++;
    },
    read: () => ({ through, beyond: [...beyond] }),
  };
};

/** What a campaign adds to while it runs. */
interface Parts {
  readonly progress: Progress;
  readonly findings: Findings;
  readonly containment: Containment;
  /** The rounds that were begun after the first. */
  readonly more: (readonly Further[])[];
}

/** The state of a campaign whose jobs are all either done or have left no trace. */
export const stateOf = (
  { progress, findings, containment, more }: Parts,
  files: readonly LoadedFile[],
  jobs: JobsDone,
): CampaignState => ({
  files,
  ...jobs.read(),
  done: progress.done,
  stored: progress.stored,
  isOver: progress.stopped === hadToBeKilled,
  batches: findings.batches,
  contained: containment.batch,
  first: [...containment.first].map(([cause, { check, observed }]) => ({ cause, check, observed })),
  pilingUp: [...containment.pilingUp],
  kills: containment.kills,
  ...(containment.wrote && { wrote: containment.wrote }),
  ...(more.length > 0 && { more }),
});

/** Puts a campaign that has not begun into a state. */
export const restore = (state: CampaignState, { progress, findings, containment, more }: Parts): void => {
  progress.done = state.done;
  Object.assign(progress.stored, state.stored);
  if (state.isOver) progress.stopped = hadToBeKilled;
  findings.batches.splice(0, findings.batches.length, ...state.batches);
  containment.batch = state.contained;
  for (const { cause, check, observed } of state.first) containment.first.set(cause, { check, observed });
  for (const cause of state.pilingUp) containment.pilingUp.add(cause);
  containment.kills = state.kills;
  if (state.wrote) containment.wrote = state.wrote;
  more.push(...(state.more ?? []));
};
