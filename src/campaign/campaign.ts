import { changedFile } from '../subject/changedFile.ts';
import { jobsDone, restore, stateOf } from './checkpoint.ts';
import { finishContained, isolationCheck, noContainment, withOutput } from './containment.ts';
import type { CampaignEnd, CampaignResult, FuzzEvent } from './events.ts';
import { examineRule } from './examine.ts';
import type { Executor } from './executor.ts';
import { addFinding, type Finishing, finishFailures, noFindings, smallestRefuted } from './findings.ts';
import { groupsOf } from './groups.ts';
import { inParallel } from './inParallel.ts';
import { casesIn, casesOf, type Job, jobsOf, type NumberedJob, type Round } from './jobs.ts';
import { noProgress } from './progress.ts';
import { loadFault } from './replyFault.ts';
import { reproducerFor } from './reproduce.ts';
import type { CampaignRequest } from './request.ts';
import { leastDecided, nextRound } from './rounds.ts';
import { runJob, runTogether } from './runJob.ts';
import type { Further } from './state.ts';
import { tryStored } from './stored.ts';
import { finishSuspicions } from './suspicions.ts';
import { nothingUnderway } from './underway.ts';

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
  if (loaded.kind !== 'answer') return { kind: 'unusable', fault: loadFault(request.load, loaded) };
  const description = loaded.answer;
  const { checks } = description;
  const underway = nothingUnderway();
  executor.onFound((check, observed) => {
    underway.add(check, observed);
    emit({ kind: 'found', check: checks[check]!, observed });
  });
  const progress = noProgress();
  const findings = noFindings(checks);
  const containment = noContainment((observed, check) => {
    emit({ kind: 'found', check: isolationCheck, observed: { ...observed, running: checks[check]!.id } });
  });
  const { shard, risk: goal } = request;
  emit({ kind: 'planned', description, total: casesOf(description, shard) });
  const isStopped = (): boolean => {
    progress.stopped ??= request.stop();
    return progress.stopped !== undefined;
  };
  const more: (readonly Further[])[] = [];
  const running = { executor, checks, progress, findings, containment, underway, isStopped, more };
  const stored = request.stored(description.name);
  const state = request.resume?.state;
  // The case of another text says nothing of this one.
  const isSame = state !== undefined && JSON.stringify(state.files) === JSON.stringify(description.files);
  const rounds = (): readonly Round[] => [description, ...more.map((of) => ({ checks: of }))];
  const total = (): number => rounds().reduce((sum, round) => sum + casesOf(round, shard), 0);
  const extended = (): void => emit({ kind: 'extended', total: total() });
  if (isSame) {
    restore(state, running);
    if (more.length > 0) extended();
    const refuted = [
      ...checks.filter((_, i) => findings.batches[i]!.counts.refuted > 0),
      ...(containment.batch.counts.refuted > 0 ? [isolationCheck] : []),
    ];
    emit({ kind: 'resumed', done: progress.done, refuted });
  } else await tryStored(stored, running);
  const jobs = jobsDone(isSame ? state : undefined);
  /** Jobs that have lost a worker, and are not done: a state without them would count what was lost twice. */
  let unsettled = 0;
  const save = (): void => {
    if (unsettled === 0) request.resume?.save(() => stateOf(running, description.files, jobs));
  };
  save();
  const allJobs = function* (): Generator<Job, undefined> {
    for (const round of rounds()) yield* jobsOf(round, shard);
  };
  let next = 0;
  /** Jobs are made one by one: of a hundred million cases a check, all at once would not fit into memory. */
  const jobsLeft = function* (round: Round): Generator<NumberedJob, undefined> {
    for (const job of jobsOf(round, shard)) {
      const number = next++;
      if (jobs.has(number)) continue;
      if (isStopped()) return;
      yield { job, number };
    }
  };
  for (let at = 0; at <= more.length && !isStopped(); at++) {
    const queue = groupsOf(jobsLeft(rounds()[at]!), {
      isStopped,
      isLong: ({ check }) => checks[check]?.layer === 'descent',
      mostAt: () => (description.together ? Math.ceil((total() - progress.done) / executor.size) : 0),
    });
    await inParallel(executor.size, queue.groups, async (group) => {
      let hasLost = false;
      const onLost = (): void => {
        if (!hasLost) unsettled++;
        hasLost = true;
      };
      const [first, second] = group.map(({ job }) => job);
      const done = second
        ? await runTogether(
            group.map(({ job }) => job),
            running,
            onLost,
          )
        : [await runJob(first!, running, onLost, [])];
      queue.giveBack(group.slice(done.length));
      for (const [i, isDone] of done.entries()) {
        const { job, number } = group[i]!;
        if (!isDone) continue;
        progress.done += casesIn(job.slice);
        jobs.add(number);
      }
      emit({ kind: 'progress', done: progress.done, ...leastDecided(checks, findings.batches) });
      if (!done.includes(true)) return;
      if (hasLost && !done.includes(false)) unsettled--;
      save();
    });
    if (goal === undefined || at < more.length || progress.stopped !== undefined) continue;
    const further = nextRound(description, findings.batches, { rounds: rounds(), goal, shard });
    if (further === undefined) break;
    more.push(further);
    extended();
  }
  const finishing: Finishing = {
    executor,
    checks,
    progress,
    reproducer: reproducerFor({ executor, request, description, jobs: allJobs }),
    isInterrupted: () => request.interrupted?.() ?? false,
    report: (check, finding) => {
      addFinding(findings, check.id, finding);
      emit({
        kind: 'finding',
        check: { id: check.id, claim: check.claim, required: check.required },
        finding,
      });
    },
  };
  if (progress.unusable === undefined) await finishFailures(findings.batches, finishing);
  if (progress.unusable === undefined) await finishContained(containment, finishing);
  // Its last failures were not shrunk, and it would read as if nothing had been cut short.
  if (finishing.isInterrupted()) progress.stopped ??= request.stop();
  // A verdict would be about a text that is not there any more.
  const fault = progress.unusable ?? changedFile(description.files);
  if (fault !== undefined) return { kind: 'unusable', fault };
  const judged: CampaignResult = {
    kind: 'done',
    description,
    batches: new Map([
      [isolationCheck.id, containment.batch],
      ...checks.map(({ id }, i) => [id, findings.batches[i]!] as const),
    ]),
    findings: findings.shrunk,
    stored: progress.stored,
    examined: {},
    ...(progress.stopped !== undefined && { stopped: progress.stopped }),
  };
  emit({ kind: 'judged', result: judged });
  // What stops it from here on costs what it is looked at for, and leaves the verdict as it was said.
  const skip = (): string | undefined => progress.stopped ?? request.stop();
  const examined =
    request.examine && request.shard.index === 0
      ? await examineRule(executor, { refuted: smallestRefuted(checks, findings), skip })
      : {};
  await finishSuspicions(examined.suspicions ?? [], {
    executor,
    description,
    isStopped: () => skip() !== undefined,
    report: (check, finding) => emit({ kind: 'finding', check, finding }),
  });
  const suspicions = withOutput(containment, examined.suspicions, description.expected ?? []);
  return { ...judged, examined: suspicions ? { ...examined, suspicions } : examined };
};
