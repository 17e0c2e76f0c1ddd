import type { CheckDescription } from '../types/campaign.ts';
import { batchOfFailure } from './batches.ts';
import { type Containment, countEffect, noteEffect, writesOutput } from './containment.ts';
import type { Executor } from './executor.ts';
import { addBatch, type Findings } from './findings.ts';
import type { Progress } from './progress.ts';
import { lossMessage } from './replyFault.ts';
import type { StoredFailure } from './request.ts';

/** What stored cases are tried with, and add to. */
interface Trying {
  readonly executor: Executor;
  readonly checks: readonly CheckDescription[];
  readonly progress: Progress;
  readonly findings: Findings;
  readonly containment: Containment;
}

/** Tries cases of earlier runs again, those whose check is still there; they have no index among the cases of a run. */
export const tryStored = async (
  failures: readonly StoredFailure[],
  { executor, checks, progress, findings, containment }: Trying,
): Promise<void> => {
  const indexOf = (id: string): number => checks.findIndex((check) => check.id === id);
  for (const { check: id, scenario, prerequisites } of failures) {
    const check = indexOf(id);
    if (check < 0) continue;
    progress.stored.tried++;
    for (const earlier of prerequisites) {
      const index = indexOf(earlier.check);
      if (index >= 0) await executor.ask('observe', { check: index, scenario: earlier.scenario });
    }
    const reply = await executor.ask('observe', { check, scenario });
    if (reply.kind === 'unusable') continue;
    if (reply.kind === 'lost' && reply.lost.reason === 'interrupted') return;
    if (reply.kind === 'lost') {
      progress.stored.failing++;
      const message = lossMessage(reply.lost);
      countEffect(containment, check, { index: -1, scenario, message }, reply.lost.reason);
      continue;
    }
    const { sideEffects, ...observation } = reply.answer;
    const isRefuted = observation.status === 'refuted';
    const isFaulty = sideEffects.some(({ cause }) => cause !== writesOutput);
    if (isRefuted || isFaulty) progress.stored.failing++;
    if (isRefuted && !isFaulty && checks[check]?.required !== true)
      progress.stored.unclaimed = (progress.stored.unclaimed ?? 0) + 1;
    if (isRefuted) addBatch(findings, check, batchOfFailure({ index: -1, scenario, observation }));
    for (const effect of sideEffects) noteEffect(containment, check, { ...effect, index: -1 });
  }
};
