import { emptyStatistics, mergeStatistics } from '../statistics.ts';
import type { Batch, Failure, ObservedCase } from '../types/campaign.ts';
import { isWorse, type Refuted } from './isWorse.ts';
import { causeOf } from './refutation.ts';

/** What no case at all comes to. */
export const emptyBatch: Batch = {
  counts: { holds: 0, refuted: 0, inconclusive: 0, vacuous: 0 },
  worstMargin: Number.POSITIVE_INFINITY,
  failures: [],
  statistics: emptyStatistics,
};

/** A refuted case as the only one of its cause. */
export const failureOf = (observed: ObservedCase): Failure => ({
  cause: causeOf(observed.observation),
  original: observed,
  worst: observed,
});

/** The batch that holds one refuted case, without statistics. */
export const batchOfFailure = (observed: ObservedCase): Batch => ({
  counts: { ...emptyBatch.counts, refuted: 1 },
  worstMargin: observed.observation.margin,
  failures: [failureOf(observed)],
  statistics: emptyStatistics,
});

/** Two batches of disjoint cases as one: commutative and associative. */
export const mergeBatches = (a: Batch, b: Batch): Batch => ({
  counts: {
    holds: a.counts.holds + b.counts.holds,
    refuted: a.counts.refuted + b.counts.refuted,
    inconclusive: a.counts.inconclusive + b.counts.inconclusive,
    vacuous: a.counts.vacuous + b.counts.vacuous,
  },
  worstMargin: Math.min(a.worstMargin, b.worstMargin),
  failures: mergeFailures([...a.failures, ...b.failures]),
  statistics: mergeStatistics(a.statistics, b.statistics),
  ...((a.sent || b.sent) && { sent: mergeSent([a, b]) }),
});

/** How often this many calls were under way, in all batches together. */
export const mergeSent = (batches: readonly Pick<Batch, 'sent'>[]): NonNullable<Batch['sent']> => {
  const sum: Record<string, number> = {};
  for (const { sent = {} } of batches)
    for (const [calls, times] of Object.entries(sent)) sum[calls] = (sum[calls] ?? 0) + times;
  return sum;
};

/** One failure for each cause, the lowest case first. */
export const mergeFailures = (failures: readonly Failure[]): readonly Failure[] => {
  if (failures.length < 2) return failures;
  const byCause = new Map<string, Failure>();
  for (const failure of failures) {
    const known = byCause.get(failure.cause);
    byCause.set(failure.cause, known ? mergeFailure(known, failure) : failure);
  }
  return [...byCause.values()].sort((p, q) => p.original.index - q.original.index);
};

const mergeFailure = (a: Failure, b: Failure): Failure => ({
  cause: a.cause,
  original: b.original.index < a.original.index ? b.original : a.original,
  worst: isWorse(refuted(b.worst), refuted(a.worst)) ? b.worst : a.worst,
});

const refuted = ({ scenario, observation: { margin } }: ObservedCase): Refuted => ({ scenario, margin });
