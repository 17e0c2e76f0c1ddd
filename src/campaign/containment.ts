import type { Batch, ObservedCase, ShrunkFailure } from '../types/campaign.ts';
import type { SuspicionReport } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import { batchOfFailure, emptyBatch, mergeBatches } from './batches.ts';
import type { Executor, Reply, SideEffect } from './executor.ts';
import type { Finishing } from './findings.ts';
import type { CasePlace } from './jobs.ts';
import { giveUp } from './progress.ts';
import { isolationFault, lossMessage } from './replyFault.ts';

/** Id of the check that isolation itself makes: the rule's code returns, and does nothing else. */
export const isolationCheck = {
  id: 'contained',
  layer: 'form',
  claim:
    'every call returns in time and within memory, does not end its process and leaves no promise rejected',
  required: true,
  recounts: true,
} as const;

/** Shrink attempts that may each cost a worker, and how long each is waited for in milliseconds. */
const killAttempts = 5;
const killPatience = 1000;

/** What isolation has seen in a campaign, whichever check was running. */
export interface Containment {
  /** Cases in which user code had to be stopped, or did something besides returning, and all those in which it did not. */
  batch: Batch;
  /** Of each cause the case with the lowest index, of the first check of those that saw it there. */
  readonly first: Map<string, { readonly check: number; readonly observed: ObservedCase }>;
  /** Causes that no case shows alone: something piles up from case to case. */
  readonly pilingUp: Set<string>;
  /** The first case in which user code wrote something: no fault of what it returns, and suspicious. */
  wrote?: Pick<SideEffect, 'index' | 'message'>;
  /** How many cases lost their worker alone, too. */
  kills: number;
  /** Settles when no lost case is being tried again. */
  confirming: Promise<unknown>;
  /** Called with each case that counts against the rule, and the index of the check that was running. */
  readonly found: (observed: ObservedCase, check: number) => void;
}

/** Before the first case. */
export const noContainment = (found: Containment['found']): Containment => ({
  batch: emptyBatch,
  first: new Map(),
  pilingUp: new Set(),
  kills: 0,
  confirming: Promise.resolve(),
  found,
});

/** Counts a case in which user code did something besides returning, under the check that was running. */
export const countEffect = (
  containment: Containment,
  check: number,
  { index, scenario, message }: Pick<SideEffect, 'index' | 'scenario' | 'message'>,
  cause: string,
): void => {
  const observed: ObservedCase = {
    index,
    scenario,
    observation: { status: 'refuted', margin: Number.NEGATIVE_INFINITY, cause, sentence: message },
  };
  containment.batch = mergeBatches(containment.batch, batchOfFailure(observed));
  const first = containment.first.get(cause);
  const isFirst =
    !first || index < first.observed.index || (index === first.observed.index && check < first.check);
  if (isFirst) containment.first.set(cause, { check, observed });
  containment.found(observed, check);
};

/** Id of the suspicion that is raised by output, and what it says. */
export const writesOutput = 'writes-output';
export const writesOutputStatement =
  'It writes to standard output while its cases run, as a line left over from debugging does.';

/** Takes down what user code did in a case: output is suspected, anything else is counted against the rule. */
export const noteEffect = (containment: Containment, check: number, effect: SideEffect): void => {
  if (effect.cause !== writesOutput) {
    countEffect(containment, check, effect, effect.cause);
    return;
  }
  countUneventful(containment, 1);
  const { index, message } = effect;
  if (!containment.wrote || index < containment.wrote.index) containment.wrote = { index, message };
};

/** The suspicions of a rule with that of output first, where there was some. @param expected those that its contract names */
export const withOutput = (
  { wrote }: Pick<Containment, 'wrote'>,
  suspicions: readonly SuspicionReport[] | undefined,
  expected: readonly string[],
): readonly SuspicionReport[] | undefined => {
  if (!wrote) return suspicions;
  const { index, message } = wrote;
  const status = expected.includes(writesOutput) ? 'expected' : 'raised';
  const output: SuspicionReport = {
    id: writesOutput,
    status,
    sentence: message,
    ...(index >= 0 && { index }),
  };
  return [output, ...(suspicions ?? []).filter(({ id }) => id !== writesOutput)];
};

/** Counts cases in which user code did nothing besides returning. */
export const countUneventful = (containment: Containment, cases: number): void => {
  const { counts } = containment.batch;
  containment.batch = { ...containment.batch, counts: { ...counts, holds: counts.holds + cases } };
};

/**
 * Tries a case again that lost its worker: alone, in a worker that has run nothing else, each step written down; one such
 * case at a time, since the first that never returns ends the campaign.
 *
 * @returns whether the worker is lost again; then the case is counted
 */
export const confirmLoss = (
  containment: Containment,
  executor: Executor,
  place: CasePlace,
  isStopped: () => boolean,
): Promise<boolean> => {
  const confirmed = containment.confirming.then(
    () => !isStopped() && isLostAlone(containment, executor, place),
  );
  containment.confirming = confirmed;
  return confirmed;
};

const isLostAlone = async (
  containment: Containment,
  executor: Executor,
  { check, index }: CasePlace,
): Promise<boolean> => {
  const generated = await executor.ask('generate', { check, index });
  if (generated.kind !== 'answer') return !isInterruption(generated);
  const scenario = generated.answer;
  const again = await executor.ask('observe', { check, scenario });
  if (again.kind !== 'lost' || isInterruption(again)) return false;
  containment.kills++;
  countEffect(containment, check, { index, scenario, message: lossMessage(again.lost) }, again.lost.reason);
  return true;
};

/** The user interrupted the run, which is no evidence about the rule. */
const isInterruption = (reply: Reply<unknown>): boolean =>
  reply.kind === 'lost' && reply.lost.reason === 'interrupted';

/** Shrinks the first case of each cause. */
export const finishContained = async (
  { first, pilingUp }: Containment,
  { executor, checks, progress, reproducer, report }: Finishing,
): Promise<void> => {
  for (const [cause, { check, observed }] of first) {
    const { id } = checks[check]!;
    const finding = await shrinkContained(executor, { index: check, id }, cause, observed);
    const certain = pilingUp.has(cause) ? await reproducer.reproduce(check, finding) : undefined;
    if (certain?.kind === 'unusable') giveUp(progress, certain.fault);
    else report(isolationCheck, certain?.answer ?? finding);
  }
};

/** Greedy descent with few attempts, since each that fails again costs a worker and a time-out. */
const shrinkContained = async (
  executor: Executor,
  check: { readonly index: number; readonly id: string },
  cause: string,
  original: ObservedCase,
): Promise<ShrunkFailure> => {
  let smallest = original.scenario;
  let sentence = original.observation.sentence!;
  const fails = async (scenario: Scenario, patience?: number): Promise<string | undefined> => {
    const fault = isolationFault(await executor.ask('observe', { check: check.index, scenario }, patience));
    return fault?.cause === cause ? fault.message : undefined;
  };
  let attempts = 0;
  search: while (attempts < killAttempts) {
    const simpler = await executor.ask('simpler', {
      check: check.index,
      scenario: smallest,
      count: killAttempts,
    });
    if (simpler.kind !== 'answer') break;
    for (const scenario of simpler.answer) {
      if (attempts++ >= killAttempts) break search;
      if ((await fails(scenario, killPatience)) === undefined) continue;
      smallest = scenario;
      continue search;
    }
    break;
  }
  if (smallest !== original.scenario) {
    const confirmed = await fails(smallest);
    if (confirmed === undefined) smallest = original.scenario;
    else sentence = confirmed;
  }
  const stored = (scenario: Scenario) => ({
    ...scenario,
    derived: { check: check.id, margin: Number.NEGATIVE_INFINITY },
  });
  return {
    cause,
    index: original.index,
    sentence,
    margin: Number.NEGATIVE_INFINITY,
    minimal: stored(smallest),
    worst: stored(original.scenario),
    original: stored(original.scenario),
    irrelevant: [],
    trajectory: [],
    running: check.id,
  };
};
