import { batchOfFailure } from './batches.ts';
import { type Containment, confirmLoss, countEffect, countUneventful, noteEffect } from './containment.ts';
import type { Executor, Lost } from './executor.ts';
import { addBatch, type Findings } from './findings.ts';
import { casesIn, indicesOf, type Job } from './jobs.ts';
import { giveUp, type Progress } from './progress.ts';
import { lossMessage } from './replyFault.ts';
import type { Underway } from './underway.ts';

/** Confirmed losses of a worker after which a rule is left; one that was waited for is enough. */
const maxKills = 2;

/** Losses of one batch that no single case explains, after which the batch itself is reported. */
const maxUnexplained = 3;

/** Why no more cases of a rule are run whose workers were lost. */
export const hadToBeKilled = 'stopped since its code had to be killed';

/** What the jobs of a campaign add to. */
export interface Running {
  readonly executor: Executor;
  readonly progress: Progress;
  readonly findings: Findings;
  readonly containment: Containment;
  readonly underway: Underway;
  /** Whether no more cases are to be run; it may be a reason to stop that has come up by now. */
  readonly isStopped: () => boolean;
}

/**
 * Runs one slice; a case that loses its worker is confirmed alone, counted by isolation, and left out.
 *
 * @param onLost called each time that a worker is lost
 * @returns whether all of its cases are counted
 */
export const runJob = async (
  { check, slice }: Job,
  { executor, progress, findings, containment, underway, isStopped }: Running,
  onLost: () => void,
): Promise<boolean> => {
  const skip: number[] = [];
  let unexplained = 0;
  while (!isStopped()) {
    await containment.confirming;
    const reply = await executor.ask('batch', { check, slice, skip });
    const announced = underway.take({ check, slice });
    if (reply.kind === 'unusable') {
      giveUp(progress, reply.fault);
    } else if (reply.kind === 'answer') {
      const { sideEffects, ...batch } = reply.answer;
      addBatch(findings, check, batch);
      for (const effect of sideEffects) noteEffect(containment, check, effect);
      countUneventful(containment, casesIn(slice) - skip.length - sideEffects.length);
      return true;
    } else if (reply.lost.reason === 'interrupted') {
      for (const observed of announced) addBatch(findings, check, batchOfFailure(observed));
      return false;
    } else {
      onLost();
      const { at, reason } = reply.lost;
      const isOver = isStopped;
      const lost = await firstLost(suspectsOf(at, indicesOf(slice, skip)), (index) =>
        confirmLoss(containment, executor, { check, index }, isOver),
      );
      if (lost !== undefined) {
        skip.push(lost);
        if (containment.kills >= maxKills || reason === 'never-returns') progress.stopped ??= hadToBeKilled;
      } else if (!isOver() && ++unexplained >= maxUnexplained) {
        await reportBatch(executor, containment, check, reply.lost);
        progress.stopped ??= hadToBeKilled;
      }
    }
  }
  return false;
};

/** The cases of a batch any of which may have lost the worker: the one that ran, or all that were open. */
const suspectsOf = ({ index, open = [] }: Lost['at'], indices: readonly number[]): readonly number[] => {
  const suspects = open.flatMap((place) => indices[place] ?? []);
  return suspects.length > 0 ? suspects : [index];
};

/** The first of these cases that loses its worker alone, too. */
const firstLost = async (
  suspects: readonly number[],
  isLost: (index: number) => Promise<boolean>,
): Promise<number | undefined> => {
  for (const index of suspects) if (await isLost(index)) return index;
  return undefined;
};

/** A batch that is lost again and again although its cases pass alone: the rule piles something up from case to case. */
const reportBatch = async (
  executor: Executor,
  containment: Containment,
  check: number,
  lost: Lost,
): Promise<void> => {
  const { index } = lost.at;
  const generated = await executor.ask('generate', { check, index });
  if (generated.kind !== 'answer') return;
  const message = `${lossMessage(lost)} of one case among many, though not where the case runs alone: it piles up from case to case`;
  countEffect(containment, check, { index, scenario: generated.answer, message }, lost.reason);
  containment.pilingUp.add(lost.reason);
};
