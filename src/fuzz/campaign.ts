import type { Observation } from '../types/check.ts';
import type { Scenario } from '../types/scenario.ts';
import { type Batch, batchOfOne, emptyBatch, mergeBatches, type ObservedCase } from './batch.ts';
import type {
  ContainedFault,
  Executor,
  Finding,
  LoadRequest,
  Lost,
  Reply,
  RuleDescription,
  Slice,
} from './protocol.ts';
import { emptyStatistics } from './statistics.ts';

/** One part of all the cases: those whose index leaves `index` when divided by `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A case of an earlier run, to be tried before anything is generated. */
export interface StoredFailure {
  readonly check: string;
  readonly cause: string;
  readonly scenario: Scenario;
}

export interface CampaignRequest {
  readonly load: LoadRequest;
  readonly shard: Shard;
  /** Cases of earlier runs of the rule of this name. */
  readonly stored: (name: string) => readonly StoredFailure[];
  /** Asked before each batch: a reason to stop early, such as a budget that is used up. */
  readonly stop: () => string | undefined;
}

/** What happens during a campaign, in order; readers draw, write and count. */
export type FuzzEvent =
  | { readonly kind: 'planned'; readonly description: RuleDescription; readonly total: number }
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'found'; readonly check: string; readonly observed: ObservedCase }
  | { readonly kind: 'finding'; readonly check: string; readonly finding: Finding };

/** What a campaign came to, check by check. */
export interface CampaignResult {
  readonly kind: 'done';
  readonly description: RuleDescription;
  readonly batches: ReadonlyMap<string, Batch>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Cases of earlier runs that were tried first, and how many of them still fail. */
  readonly stored: { readonly tried: number; readonly failing: number };
  /** Why it stopped early, where it did. */
  readonly stopped?: string;
}

export type CampaignEnd = CampaignResult | { readonly kind: 'unusable'; readonly message: string };

/** Id of the check that isolation itself makes: the rule's code returns, and does nothing else. */
export const containedCheck = {
  id: 'contained',
  layer: 'form',
  claim:
    'every call returns in time and within memory, ends no thread, leaves no promise rejected and writes nothing to standard output',
} as const;

const batchSize = 25;
/** Confirmed losses of a worker after which a rule is left; one that was waited for is enough. */
const killsEnough = 2;
/** Shrink attempts that may each cost a worker, and how long each is waited for. */
const killAttempts = 5;
const killPatience = 1000;
const budgets = { required: 3000, measured: 600 } as const;

interface Job {
  readonly check: number;
  readonly slice: Slice;
}

/**
 * Runs every check of a rule on all of its cases, shrinks the first failure of each cause, and says what happened on
 * the way. The outcome depends on the seed, the options and the shard alone, however many requests the executor
 * serves at once (a stop, a kill and stored cases excepted): batches merge in any order, and of all the cases that
 * fail for one cause the lowest index wins.
 */
export const runCampaign = async (
  executor: Executor,
  request: CampaignRequest,
  emit: (event: FuzzEvent) => void,
): Promise<CampaignEnd> => {
  const loaded = await executor.load(request.load);
  if (loaded.kind !== 'answer') return { kind: 'unusable', message: unusableMessage(loaded) };
  const description = loaded.answer;
  const run = newRun(executor, request, description, emit);
  executor.onFound((check, observed) => {
    const id = description.checks[check]?.id;
    if (id !== undefined) emit({ kind: 'found', check: id, observed });
  });
  const jobs = jobsOf(description, request.shard);
  emit({ kind: 'planned', description, total: jobs.reduce((sum, job) => sum + casesIn(job.slice), 0) });
  await tryStored(run);
  await inParallel(executor.size, jobs, async (job) => {
    run.stopped ??= request.stop();
    if (run.stopped !== undefined) return;
    await runJob(run, job);
    run.done += casesIn(job.slice);
    emit({ kind: 'progress', done: run.done });
  });
  if (run.unusable !== undefined) return { kind: 'unusable', message: run.unusable };
  await finishFailures(run);
  if (run.unusable !== undefined) return { kind: 'unusable', message: run.unusable };
  return {
    kind: 'done',
    description,
    batches: new Map([
      [containedCheck.id, run.contained],
      ...description.checks.map(({ id }, i) => [id, run.batches[i] ?? emptyBatch] as const),
    ]),
    findings: run.findings,
    stored: run.stored,
    ...(run.stopped !== undefined && { stopped: run.stopped }),
  };
};

interface CampaignRun {
  readonly executor: Executor;
  readonly request: CampaignRequest;
  readonly description: RuleDescription;
  readonly emit: (event: FuzzEvent) => void;
  readonly batches: Batch[];
  readonly findings: Map<string, Finding[]>;
  /** Cases in which user code had to be killed or did something beside returning, with the check that was running. */
  contained: Batch;
  /** Settles when no lost case is being tried again. */
  confirming: Promise<unknown>;
  readonly containedChecks: Map<string, number>;
  done: number;
  kills: number;
  stored: { tried: number; failing: number };
  stopped: string | undefined;
  unusable: string | undefined;
}

const newRun = (
  executor: Executor,
  request: CampaignRequest,
  description: RuleDescription,
  emit: (event: FuzzEvent) => void,
): CampaignRun => ({
  executor,
  request,
  description,
  emit,
  batches: description.checks.map(() => emptyBatch),
  findings: new Map(),
  contained: emptyBatch,
  confirming: Promise.resolve(),
  containedChecks: new Map(),
  done: 0,
  kills: 0,
  stored: { tried: 0, failing: 0 },
  stopped: undefined,
  unusable: undefined,
});

const unusableMessage = (reply: Exclude<Reply<unknown>, { readonly kind: 'answer' }>): string =>
  reply.kind === 'unusable'
    ? reply.message
    : `the file ${reply.lost.message} while it was loaded; remove what runs at its top level`;

/** Slices of all checks, interleaved so that a budget that runs out has given each its share. */
const jobsOf = (description: RuleDescription, shard: Shard): readonly Job[] => {
  const jobs: Job[] = [];
  const stride = batchSize * shard.count;
  const longest = Math.max(0, ...description.checks.map(({ runs }) => runs));
  for (let from = 0; from < longest; from += stride) {
    for (const [check, { runs }] of description.checks.entries()) {
      if (from + shard.index >= runs) continue;
      const to = Math.min(runs, from + stride);
      jobs.push({ check, slice: { from: from + shard.index, to, step: shard.count } });
    }
  }
  return jobs;
};

const casesIn = ({ from, to, step }: Slice): number => Math.max(0, Math.ceil((to - from) / step));

const inParallel = async <Item>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of queue) await work(item);
    }),
  );
};

/** Runs one slice; a case that has to be killed is confirmed alone, counted against `contained`, and left out. */
const runJob = async (run: CampaignRun, { check, slice }: Job): Promise<void> => {
  const skip: number[] = [];
  while (run.stopped === undefined) {
    await run.confirming;
    const reply = await run.executor.ask('batch', { check, slice, skip });
    if (reply.kind === 'unusable') {
      stopUnusable(run, reply.message);
    } else if (reply.kind === 'answer') {
      const { contained, ...batch } = reply.answer;
      run.batches[check] = mergeBatches(run.batches[check] ?? emptyBatch, batch);
      for (const fault of contained) countContained(run, check, fault, fault.cause);
      const calm = casesIn(slice) - skip.length - contained.length;
      run.contained = {
        ...run.contained,
        counts: { ...run.contained.counts, holds: run.contained.counts.holds + calm },
      };
      return;
    } else {
      const index = reply.lost.at.index;
      // One at a time, while nothing else runs: memory belongs to the whole process.
      const guilty = run.confirming.then(() => run.stopped === undefined && confirmLoss(run, check, index));
      run.confirming = guilty;
      if (await guilty) {
        skip.push(index);
        if (run.kills >= killsEnough || reply.lost.reason === 'never-returns') {
          run.stopped ??= 'stopped since its code had to be killed';
        }
      }
    }
  }
};

const stopUnusable = (run: CampaignRun, message: string): void => {
  run.unusable = message;
  run.stopped = message;
};

/** Whether the worker is lost again when the case runs alone; then it is counted. */
const confirmLoss = async (run: CampaignRun, check: number, index: number): Promise<boolean> => {
  const generated = await run.executor.ask('generate', { check, index });
  if (generated.kind !== 'answer') return true;
  const scenario = generated.answer;
  const again = await run.executor.ask('observe', { check, scenario });
  if (again.kind !== 'lost') return false;
  run.kills++;
  countContained(run, check, { index, scenario, message: lossMessage(again.lost) }, again.lost.reason);
  return true;
};

const lossMessage = ({ message, at }: Lost): string =>
  `update ${message} ${at.step < 0 ? 'in init' : `at step ${at.step}`}`;

const countContained = (
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
  run.contained = mergeBatches(run.contained, batchOfOne(observed, emptyStatistics));
  if (!run.containedChecks.has(cause)) run.containedChecks.set(cause, check);
  run.emit({ kind: 'found', check: containedCheck.id, observed });
};

const tryStored = async (run: CampaignRun): Promise<void> => {
  for (const stored of run.request.stored(run.description.name)) {
    const check = run.description.checks.findIndex(({ id }) => id === stored.check);
    if (check < 0) continue;
    run.stored.tried++;
    const reply = await run.executor.ask('observe', { check, scenario: stored.scenario });
    if (reply.kind === 'unusable') continue;
    if (reply.kind === 'lost') {
      run.stored.failing++;
      countContained(
        run,
        check,
        { index: -1, scenario: stored.scenario, message: lossMessage(reply.lost) },
        reply.lost.reason,
      );
      continue;
    }
    const { contained, ...observation } = reply.answer;
    if (observation.status === 'refuted') {
      run.stored.failing++;
      const observed = { index: -1, scenario: stored.scenario, observation };
      run.batches[check] = mergeBatches(
        run.batches[check] ?? emptyBatch,
        batchOfOne(observed, emptyStatistics),
      );
    }
    for (const fault of contained) countContained(run, check, { ...fault, index: -1 }, fault.cause);
  }
};

/** Shrinks the first failure of each cause of each check. */
const finishFailures = async (run: CampaignRun): Promise<void> => {
  const failures = run.batches.flatMap((batch, check) =>
    batch.failures.map((failure) => ({ check, failure })),
  );
  await inParallel(run.executor.size, failures, async ({ check, failure }) => {
    const { id, required } = run.description.checks[check] ?? { id: '', required: false };
    let budget: number = required ? budgets.required : budgets.measured;
    let reply = await run.executor.ask('finish', { check, failure, budget });
    while (reply.kind === 'lost' && budget > 0) {
      budget = Math.max(0, Math.min(budget - 1, reply.lost.at.index - 1));
      reply = await run.executor.ask('finish', { check, failure, budget });
    }
    if (reply.kind === 'unusable') stopUnusable(run, reply.message);
    if (reply.kind === 'answer') addFinding(run, id, reply.answer);
  });
  for (const [cause, check] of run.containedChecks) {
    const failure = run.contained.failures.find((candidate) => candidate.cause === cause);
    if (failure)
      addFinding(run, containedCheck.id, await shrinkContained(run, check, cause, failure.original));
  }
};

const addFinding = (run: CampaignRun, check: string, finding: Finding): void => {
  const known = run.findings.get(check) ?? [];
  known.push(finding);
  known.sort((a, b) => a.index - b.index || (a.cause < b.cause ? -1 : 1));
  run.findings.set(check, known);
  run.emit({ kind: 'finding', check, finding });
};

/** Greedy descent with few attempts, since each that fails again costs a worker and a time-out. */
const shrinkContained = async (
  run: CampaignRun,
  check: number,
  cause: string,
  original: ObservedCase,
): Promise<Finding> => {
  let smallest = original.scenario;
  let sentence = original.observation.sentence ?? containedCheck.claim;
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
    derived: { check: run.description.checks[check]?.id ?? '' },
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

const containedFault = (
  reply: Reply<Observation & { readonly contained: readonly ContainedFault[] }>,
): { readonly cause: string; readonly message: string } | undefined => {
  if (reply.kind === 'lost') return { cause: reply.lost.reason, message: lossMessage(reply.lost) };
  return reply.kind === 'answer' ? reply.answer.contained[0] : undefined;
};
