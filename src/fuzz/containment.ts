import type { Observation } from '../types/check.ts';
import type { Scenario } from '../types/scenario.ts';
import { batchOfFailure, mergeBatches, type ObservedCase } from './batch.ts';
import { addFinding, type CampaignRun } from './campaignRun.ts';
import { containedFault, lossMessage } from './containedFault.ts';
import type { ContainedFault, Finding } from './protocol.ts';
import { reproducible } from './reproduce.ts';

/** Id of the check that isolation itself makes: the rule's code returns, and does nothing else. */
export const containedCheck = {
  id: 'contained',
  layer: 'form',
  claim:
    'every call returns in time and within memory, ends no thread, leaves no promise rejected and writes nothing to standard output',
} as const;

/** Shrink attempts that may each cost a worker, and how long each is waited for in milliseconds. */
const killAttempts = 5;
const killPatience = 1000;

/** Whether the worker is lost again when the case runs alone; then it is counted. */
export const confirmLoss = async (run: CampaignRun, check: number, index: number): Promise<boolean> => {
  const generated = await run.executor.ask('generate', { check, index });
  if (generated.kind !== 'answer') return true;
  const scenario = generated.answer;
  const again = await run.executor.ask('observe', { check, scenario });
  if (again.kind !== 'lost') return false;
  run.kills++;
  countContained(run, check, { index, scenario, message: lossMessage(again.lost) }, again.lost.reason);
  return true;
};

/** Counts a case in which user code did something besides returning, under the check that was running. */
export const countContained = (
  run: CampaignRun,
  check: number,
  fault: Pick<ContainedFault, 'index' | 'scenario' | 'message'>,
  cause: string,
): void => {
  const observation: Observation = {
    status: 'refuted',
    margin: Number.NEGATIVE_INFINITY,
    cause,
    sentence: fault.message,
  };
  const observed: ObservedCase = { index: fault.index, scenario: fault.scenario, observation };
  run.contained = mergeBatches(run.contained, batchOfFailure(observed));
  if (!run.containedChecks.has(cause)) run.containedChecks.set(cause, check);
  run.emit({ kind: 'found', check: containedCheck.id, observed });
};

/** Shrinks the first contained case of each cause. */
export const finishContained = async (run: CampaignRun): Promise<void> => {
  for (const [cause, check] of run.containedChecks) {
    const failure = run.contained.failures.find((candidate) => candidate.cause === cause)!;
    const finding = await shrinkContained(run, check, cause, failure.original);
    const certain = run.blamed.has(cause) ? await reproducible(run, check, finding) : finding;
    addFinding(run, containedCheck.id, certain);
  }
};

/** Greedy descent with few attempts, since each that fails again costs a worker and a time-out. */
const shrinkContained = async (
  run: CampaignRun,
  check: number,
  cause: string,
  original: ObservedCase,
): Promise<Finding> => {
  let smallest = original.scenario;
  let sentence = original.observation.sentence!;
  const fails = async (scenario: Scenario, patience?: number): Promise<string | undefined> => {
    const fault = containedFault(await run.executor.ask('observe', { check, scenario }, patience));
    return fault?.cause === cause ? fault.message : undefined;
  };
  let attempts = 0;
  search: while (attempts < killAttempts) {
    const simpler = await run.executor.ask('simpler', { check, scenario: smallest, count: killAttempts });
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
    derived: { check: run.description.checks[check]!.id, margin: Number.NEGATIVE_INFINITY },
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
  };
};
