import { SubjectError, type SubjectFault } from '../errors.ts';
import { changedBetween, changedFile } from '../subject/changedFile.ts';
import type { LoadedFile, RuleDescription } from '../types/campaign.ts';
import type { Observation } from '../types/check.ts';
import type { Prerequisite } from '../types/report.ts';
import type { Executor, LoadRequest, Reply, Requests } from './executor.ts';
import { causeOf } from './refutation.ts';
import { isolationFault, loadFault } from './replyFault.ts';

/** A case that failed, and the cases that had run before it in the same process. */
export interface Reproduction extends Prerequisite {
  readonly prerequisites: readonly Prerequisite[];
  readonly observation: Observation;
}

/** What is run in a fresh process: cases in order, of which one that this check runs is to fail for this cause. */
export interface Attempt {
  readonly check: string;
  readonly cause: string;
  readonly cases: readonly Prerequisite[];
  /** Files that have to be the same as when the cause was seen. */
  readonly files?: readonly LoadedFile[];
}

/**
 * Runs cases in order where nothing ran before, up to the first that fails for the cause.
 *
 * @returns undefined where none does
 * @throws SubjectError where the rule cannot be loaded, or has changed: that does not bear on the cause
 */
export const firstFailure = async (
  executor: Executor,
  load: LoadRequest,
  attempt: Attempt,
): Promise<Reproduction | undefined> => {
  const loaded = await executor.load(load);
  const changed = attempt.files && changedSince(attempt.files, loaded);
  if (changed !== undefined) throw new SubjectError(changed);
  if (loaded.kind !== 'answer') throw new SubjectError(loadFault(load, loaded));
  for (const [position, { check: id, scenario }] of attempt.cases.entries()) {
    const check = loaded.answer.checks.findIndex((described) => described.id === id);
    if (check < 0) continue;
    const reply = await executor.ask('observe', { check, scenario });
    const observation = id === attempt.check ? failureFor(attempt.cause, reply) : undefined;
    if (observation) {
      return { check: id, scenario, prerequisites: attempt.cases.slice(0, position), observation };
    }
    if (reply.kind !== 'answer') return undefined;
  }
  return undefined;
};

/** Both the text that was loaded now and the one that is there are compared: a change may have been taken back. */
const changedSince = (
  files: readonly LoadedFile[],
  loaded: Reply<RuleDescription>,
): SubjectFault | undefined =>
  (loaded.kind === 'answer' ? changedBetween(files, loaded.answer.files) : undefined) ?? changedFile(files);

const failureFor = (cause: string, reply: Parameters<typeof isolationFault>[0]): Observation | undefined => {
  const contained = isolationFault(reply);
  if (contained?.cause === cause) {
    return { status: 'refuted', margin: Number.NEGATIVE_INFINITY, cause, sentence: contained.message };
  }
  return reply.kind === 'answer' && isRefuted(reply.answer, cause) ? reply.answer : undefined;
};

const isRefuted = (answer: Requests['observe']['answer'], cause: string): boolean =>
  answer.status === 'refuted' && causeOf(answer) === cause;
