import { batchOfFailure } from './batches.ts';
import { type Containment, confirmLoss, countEffect, countUneventful, noteEffect } from './containment.ts';
import type { Executor, Lost, SideEffect } from './executor.ts';
import { addBatch, type Findings } from './findings.ts';
import { type CasePlace, casesIn, indicesOf, isIn, type Job } from './jobs.ts';
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
 * @param lostBefore cases that have been counted as lost
 * @returns whether all of its cases are counted
 */
export const runJob = async (
  { check, slice }: Job,
  { executor, progress, findings, containment, underway, isStopped }: Running,
  onLost: () => void,
  lostBefore: readonly number[],
): Promise<boolean> => {
  const skip = [...lostBefore];
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
      noteEffects(containment, check, sideEffects, casesIn(slice) - skip.length);
      return true;
    } else if (reply.lost.reason === 'interrupted') {
      for (const observed of announced) addBatch(findings, check, batchOfFailure(observed));
      return false;
    } else {
      onLost();
      const isOver = isStopped;
      const places = indicesOf(slice, skip).map((index) => ({ check, index }));
      const lost = await findLost({ executor, progress, containment, isStopped }, reply.lost, places);
      if (lost) {
        skip.push(lost.index);
      } else if (!isOver() && ++unexplained >= maxUnexplained) {
        await reportBatch(executor, containment, check, reply.lost);
        progress.stopped ??= hadToBeKilled;
      }
    }
  }
  return false;
};

/** Takes down what user code did besides returning in so many cases. */
const noteEffects = (
  containment: Containment,
  check: number,
  effects: readonly SideEffect[],
  cases: number,
): void => {
  for (const effect of effects) noteEffect(containment, check, effect);
  countUneventful(containment, cases - effects.length);
};

/** The first case that loses its worker alone, too, of those that were open; it is counted. @param places of all that were asked for */
const findLost = async (
  { executor, progress, containment, isStopped }: Omit<Running, 'findings' | 'underway'>,
  { at, reason }: Lost,
  places: readonly CasePlace[],
): Promise<CasePlace | undefined> => {
  for (const place of suspectsOf(at, places)) {
    if (!(await confirmLoss(containment, executor, place, isStopped))) continue;
    if (containment.kills >= maxKills || reason === 'never-returns') progress.stopped ??= hadToBeKilled;
    return place;
  }
  return undefined;
};

/** The cases any of which may have lost the worker: the one that ran, or all that were open. */
const suspectsOf = (
  { check, index, open = [] }: Lost['at'],
  places: readonly CasePlace[],
): readonly CasePlace[] => {
  const suspects = open.flatMap((place) => places[place] ?? []);
  if (suspects.length > 0) return suspects;
  return [{ check: places.some((place) => place.check === check) ? check : places[0]!.check, index }];
};

/**
 * Runs jobs beside each other, as many from the first on as the worker gets to in a while. Where it is lost, each is run by
 * itself; a case that loses it alone, too, is counted by isolation and left out.
 *
 * @param onLost called each time that a worker is lost
 * @returns of each job from the first on that was begun, whether all of its cases are counted
 */
export const runTogether = async (
  jobs: readonly Job[],
  running: Running,
  onLost: () => void,
): Promise<readonly boolean[]> => {
  const { executor, progress, findings, containment, underway, isStopped } = running;
  if (isStopped()) return jobs.map(() => false);
  await containment.confirming;
  const batches = jobs.map((job) => ({ ...job, skip: [] }));
  const reply = await executor.ask('together', { batches });
  const announced = jobs.map((job) => underway.take(job));
  if (reply.kind === 'answer') {
    return reply.answer.batches.map(({ sideEffects, ...batch }, i) => {
      const { check, slice } = jobs[i]!;
      addBatch(findings, check, batch);
      noteEffects(containment, check, sideEffects, casesIn(slice));
      return true;
    });
  }
  if (reply.kind === 'unusable') {
    giveUp(progress, reply.fault);
    return jobs.map(() => false);
  }
  if (reply.lost.reason === 'interrupted') {
    for (const [i, { check }] of jobs.entries())
      for (const observed of announced[i]!) addBatch(findings, check, batchOfFailure(observed));
    return jobs.map(() => false);
  }
  onLost();
  const places = jobs.flatMap(({ check, slice }) => indicesOf(slice, []).map((index) => ({ check, index })));
  const lost = await findLost(running, reply.lost, places);
  const done: boolean[] = [];
  for (const job of jobs) {
    const skip = lost?.check === job.check && isIn(job.slice, lost.index) ? [lost.index] : [];
    done.push(await runJob(job, running, onLost, skip));
  }
  return done;
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
