import type { Batch, CheckDescription, Failure, ShrunkFailure } from '../types/campaign.ts';
import type { Prerequisite } from '../types/report.ts';
import { emptyBatch, mergeBatches } from './batches.ts';
import type { Executor, Reply } from './executor.ts';
import { inParallel } from './inParallel.ts';
import { giveUp, type Progress } from './progress.ts';
import { unshrunkFailure } from './refutation.ts';
import type { Reproducer } from './reproduce.ts';

/** What the checks of a campaign have come to. */
export interface Findings {
  /** By check, in the order of the plan. */
  readonly batches: Batch[];
  /** By id of the check, the lowest case first. */
  readonly shrunk: Map<string, readonly ShrunkFailure[]>;
}

/** Evaluations spent on shrinking a failure, of a required check and of an unclaimed law. */
const budgets = { required: 3000, measured: 600 } as const;

/** Before the first case. */
export const noFindings = (checks: readonly CheckDescription[]): Findings => ({
  batches: checks.map(() => emptyBatch),
  shrunk: new Map(),
});

/** Adds some cases of the check of this index. */
export const addBatch = ({ batches }: Findings, check: number, batch: Batch): void => {
  batches[check] = mergeBatches(batches[check]!, batch);
};

/** Adds a shrunk failure of the check of this id. */
export const addFinding = ({ shrunk }: Findings, check: string, finding: ShrunkFailure): void => {
  const findings = [...(shrunk.get(check) ?? []), finding];
  findings.sort((a, b) => a.index - b.index || Number(a.cause > b.cause) - Number(a.cause < b.cause));
  shrunk.set(check, findings);
};

/** The smallest case that refutes each required check that is refuted, in the order of the plan. */
export const smallestRefuted = (
  checks: readonly CheckDescription[],
  { shrunk }: Pick<Findings, 'shrunk'>,
): readonly Prerequisite[] =>
  checks.flatMap(({ id, required }) => {
    const first = required ? shrunk.get(id)?.[0] : undefined;
    if (!first) return [];
    const { derived: _, ...scenario } = first.minimal;
    return [{ check: id, scenario }];
  });

/** What it takes to shrink failures. */
export interface Finishing {
  readonly executor: Executor;
  readonly checks: readonly CheckDescription[];
  readonly progress: Progress;
  readonly reproducer: Reproducer;
  /** Whether the user wants the end at once. */
  readonly isInterrupted: () => boolean;
  /** Called with each failure once it is shrunk. */
  readonly report: (
    check: Pick<CheckDescription, 'id' | 'claim' | 'required'>,
    finding: ShrunkFailure,
  ) => void;
}

/** Shrinks the first failure of each cause of each check, those that falsify the rule before those that do not. */
export const finishFailures = async (
  batches: readonly Batch[],
  { executor, checks, progress, reproducer, isInterrupted, report }: Finishing,
): Promise<void> => {
  const failures = batches.flatMap((batch, check) => {
    const described = checks[check]!;
    return batch.failures.map((failure) => ({ check, described, failure }));
  });
  const finish = async ({ check, described, failure }: (typeof failures)[number]): Promise<void> => {
    if (progress.unusable !== undefined) return;
    const { required } = described;
    const reportAsFound = (): void => report(described, unshrunkFailure(failure.original));
    if (isInterrupted()) {
      reportAsFound();
      return;
    }
    const shrunk = await shrink(executor, check, failure, required ? budgets.required : budgets.measured);
    const certain =
      shrunk.kind === 'answer' && (required || reproducer.keepsState())
        ? await reproducer.reproduce(check, shrunk.answer)
        : shrunk;
    if (certain.kind === 'lost' && certain.lost.reason === 'interrupted') reportAsFound();
    if (certain.kind === 'unusable') giveUp(progress, certain.fault);
    if (certain.kind === 'answer' && progress.unusable === undefined) report(described, certain.answer);
  };
  for (const wanted of [true, false]) {
    const some = failures.filter(({ described }) => described.required === wanted);
    await inParallel(executor.size, some.values(), finish);
  }
};

/** A failure as it is stored, with what could be derived before the worker was lost. */
const shrink = async (
  executor: Executor,
  check: number,
  failure: Failure,
  most: number,
): Promise<Reply<ShrunkFailure>> => {
  let budget = most;
  let reply = await executor.ask('finish', { check, failure, budget });
  // Memory may have been another worker's: once more before anything is given up.
  if (reply.kind === 'lost' && reply.lost.reason === 'memory') {
    reply = await executor.ask('finish', { check, failure, budget });
  }
  while (reply.kind === 'lost' && reply.lost.reason !== 'interrupted' && budget > 0) {
    budget = Math.max(0, Math.min(budget - 1, reply.lost.at.index - 1));
    reply = await executor.ask('finish', { check, failure, budget, cut: true });
  }
  return reply;
};
