import { batchOfFailure, mergeBatches } from './batch.ts';
import {
  addFinding,
  type CampaignEnd,
  type CampaignRequest,
  type CampaignRun,
  type FuzzEvent,
  newRun,
} from './campaignRun.ts';
import { changedFile } from './changedFile.ts';
import { lossMessage } from './containedFault.ts';
import { confirmLoss, containedCheck, countContained, finishContained } from './containment.ts';
import { casesIn, casesOf, type Job, jobsOf } from './jobs.ts';
import type { Executor, Lost } from './protocol.ts';
import { reproducible } from './reproduce.ts';
import { loadFault } from './unusable.ts';

/** Confirmed losses of a worker after which a rule is left; one that was waited for is enough. */
const killsEnough = 2;

/** Losses of one batch that no single case explains, after which the batch itself is to blame. */
const unexplainedEnough = 3;

/** Evaluations spent on shrinking a failure, of a required check and of an unclaimed law. */
const budgets = { required: 3000, measured: 600 } as const;

/**
 * Runs every check of a rule on all of its cases, shrinks the first failure of each cause, and says what happened on
 * the way. The outcome depends on the seed, the options and the shard alone, however many requests the executor
 * serves at once (a stop, a kill and stored cases excepted): batches merge in any order, and of all the cases that
 * fail for one cause the lowest index wins.
 *
 * Where a file that it was loaded from changes meanwhile, it ends without a verdict; what that file imports is not
 * watched.
 */
export const runCampaign = async (
  executor: Executor,
  request: CampaignRequest,
  emit: (event: FuzzEvent) => void,
): Promise<CampaignEnd> => {
  const loaded = await executor.load(request.load);
  if (loaded.kind !== 'answer') return { kind: 'unusable', message: loadFault(loaded) };
  const description = loaded.answer;
  const run = newRun(executor, request, description, emit);
  executor.onFound((check, observed) => {
    emit({ kind: 'found', check: description.checks[check]!.id, observed });
  });
  emit({ kind: 'planned', description, total: casesOf(description, request.shard) });
  await tryStored(run);
  await inParallel(executor.size, jobsUntilStopped(run), async (job) => {
    await runJob(run, job);
    run.done += casesIn(job.slice);
    emit({ kind: 'progress', done: run.done });
  });
  if (run.unusable !== undefined) return { kind: 'unusable', message: run.unusable };
  await finishFailures(run);
  // A verdict would be about a text that is not there any more.
  run.unusable ??= changedFile(run.files);
  if (run.unusable !== undefined) return { kind: 'unusable', message: run.unusable };
  return {
    kind: 'done',
    description,
    batches: new Map([
      [containedCheck.id, run.contained],
      ...description.checks.map(({ id }, i) => [id, run.batches[i]!] as const),
    ]),
    findings: run.findings,
    stored: run.stored,
    ...(run.stopped !== undefined && { stopped: run.stopped }),
  };
};

/** Jobs are made one by one: of a hundred million cases a check, all at once would not fit into memory. */
const jobsUntilStopped = function* (run: CampaignRun): Generator<Job, undefined> {
  for (const job of jobsOf(run.description, run.request.shard)) {
    run.stopped ??= run.request.stop();
    if (run.stopped !== undefined) return;
    yield job;
  }
};

/** The lanes share the queue: each item goes to one of them. */
const inParallel = async <Item>(
  lanes: number,
  queue: IterableIterator<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of queue) await work(item);
    }),
  );
};

/** Runs one slice; a case that has to be killed is confirmed alone, counted against `contained`, and left out. */
const runJob = async (run: CampaignRun, { check, slice }: Job): Promise<void> => {
  const skip: number[] = [];
  let unexplained = 0;
  while (run.stopped === undefined) {
    run.stopped = run.request.stop();
    if (run.stopped !== undefined) return;
    await run.confirming;
    const reply = await run.executor.ask('batch', { check, slice, skip });
    if (reply.kind === 'unusable') {
      stopUnusable(run, reply.message);
    } else if (reply.kind === 'answer') {
      const { contained, ...batch } = reply.answer;
      run.batches[check] = mergeBatches(run.batches[check]!, batch);
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
      } else if (run.stopped === undefined && ++unexplained >= unexplainedEnough) {
        await blameBatch(run, check, reply.lost);
      }
    }
  }
};

/** A batch that is lost again and again although its cases pass alone: the rule piles something up from case to case. */
const blameBatch = async (run: CampaignRun, check: number, lost: Lost): Promise<void> => {
  const { index } = lost.at;
  const generated = await run.executor.ask('generate', { check, index });
  if (generated.kind === 'answer') {
    const message = `${lossMessage(lost)} of one case among many, though not where the case runs alone: it piles up from case to case`;
    countContained(run, check, { index, scenario: generated.answer, message }, lost.reason);
    run.blamed.add(lost.reason);
  }
  run.stopped ??= 'stopped since its code had to be killed';
};

const stopUnusable = (run: CampaignRun, message: string): void => {
  run.unusable = message;
  run.stopped = message;
};

const tryStored = async (run: CampaignRun): Promise<void> => {
  for (const stored of run.request.stored(run.description.name)) {
    const check = run.description.checks.findIndex(({ id }) => id === stored.check);
    if (check < 0) continue;
    run.stored.tried++;
    for (const { check: id, scenario } of stored.before) {
      const earlier = run.description.checks.findIndex((described) => described.id === id);
      if (earlier >= 0) await run.executor.ask('observe', { check: earlier, scenario });
    }
    const reply = await run.executor.ask('observe', { check, scenario: stored.scenario });
    if (reply.kind === 'unusable') continue;
    if (reply.kind === 'lost') {
      run.stored.failing++;
      const message = lossMessage(reply.lost);
      countContained(run, check, { index: -1, scenario: stored.scenario, message }, reply.lost.reason);
      continue;
    }
    const { contained, ...observation } = reply.answer;
    const isRefuted = observation.status === 'refuted';
    if (isRefuted || contained.length > 0) run.stored.failing++;
    if (isRefuted) {
      const observed = { index: -1, scenario: stored.scenario, observation };
      run.batches[check] = mergeBatches(run.batches[check]!, batchOfFailure(observed));
    }
    for (const fault of contained) countContained(run, check, { ...fault, index: -1 }, fault.cause);
  }
};

/** Shrinks the first failure of each cause of each check, those that falsify the rule before those that do not. */
const finishFailures = async (run: CampaignRun): Promise<void> => {
  const failures = run.batches.flatMap((batch, check) => {
    const { id, required } = run.description.checks[check]!;
    return batch.failures.map((failure) => ({ check, id, required, failure }));
  });
  const finish = async ({ check, id, required, failure }: (typeof failures)[number]): Promise<void> => {
    if (run.unusable !== undefined) return;
    let budget: number = required ? budgets.required : budgets.measured;
    let reply = await run.executor.ask('finish', { check, failure, budget });
    // Memory may have been another worker's: once more before anything is given up.
    if (reply.kind === 'lost' && reply.lost.reason === 'memory') {
      reply = await run.executor.ask('finish', { check, failure, budget });
    }
    while (reply.kind === 'lost' && budget > 0) {
      budget = Math.max(0, Math.min(budget - 1, reply.lost.at.index - 1));
      reply = await run.executor.ask('finish', { check, failure, budget, cut: true });
    }
    if (reply.kind === 'unusable') stopUnusable(run, reply.message);
    if (reply.kind !== 'answer') return;
    const certain = required || run.keepsState ? await reproducible(run, check, reply.answer) : reply.answer;
    if (run.unusable === undefined) addFinding(run, id, certain);
  };
  for (const wanted of [true, false]) {
    const some = failures.filter(({ required }) => required === wanted);
    await inParallel(run.executor.size, some.values(), finish);
  }
  if (run.unusable === undefined) await finishContained(run);
};
