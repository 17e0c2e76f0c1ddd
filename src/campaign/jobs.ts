import type { RuleDescription, Slice } from '../types/campaign.ts';
import type { Shard } from './request.ts';

/**
 * Cases of one request: few at first, so that every check is soon heard of; then twice as many in each round, which is
 * less than a slow rule has spent time on by then, up to so many that asking costs nothing. Towards the end half of
 * what is left, down to few again, so that no worker is long at work while the others have nothing left to do.
 */
const batchSize = { few: 25, most: 100 } as const;

/** Some cases of one check. */
export interface Job {
  readonly check: number;
  readonly slice: Slice;
}

/** Slices of all checks, interleaved so that a budget that runs out has given each its share. Memory: O(1). */
export const jobsOf = function* (description: RuleDescription, shard: Shard): Generator<Job, undefined> {
  const longest = Math.max(0, ...description.checks.map(({ runs }) => runs));
  let grown: number = batchSize.few;
  for (let from = 0; from < longest; ) {
    const half = Math.ceil((longest - from) / shard.count / 2);
    const size = Math.max(batchSize.few, Math.min(grown, half));
    const stride = size * shard.count;
    for (const [check, { runs }] of description.checks.entries()) {
      if (from + shard.index >= runs) continue;
      const to = Math.min(runs, from + stride);
      yield { check, slice: { from: from + shard.index, to, step: shard.count } };
    }
    from += stride;
    grown = Math.min(2 * grown, batchSize.most);
  }
};

/** Number of cases of all jobs. */
export const casesOf = ({ checks }: RuleDescription, { index, count }: Shard): number =>
  checks.reduce((sum, { runs }) => sum + casesIn({ from: index, to: runs, step: count }), 0);

/** Number of cases of a slice. */
export const casesIn = ({ from, to, step }: Slice): number => Math.max(0, Math.ceil((to - from) / step));

/** The cases of a slice, but for those to be skipped. */
export const indicesOf = ({ from, to, step }: Slice, skip: readonly number[]): readonly number[] => {
  const indices: number[] = [];
  for (let index = from; index < to; index += step) if (!skip.includes(index)) indices.push(index);
  return indices;
};

/** One case of a campaign: the index of its check, and its own. */
export interface CasePlace {
  readonly check: number;
  readonly index: number;
}

/**
 * At most so many cases that a single worker runs right before a case, in order; none before a stored one.
 * Memory: O(most).
 */
export const casesBefore = (
  jobs: Iterable<Job>,
  { check, index }: CasePlace,
  most: number,
): readonly CasePlace[] => {
  // A job holds a case or more: the last so many jobs hold the cases that are wanted.
  const last: Job[] = [];
  for (const job of jobs) {
    last.push(job);
    const { from, to, step } = job.slice;
    if (job.check === check && index >= from && index < to && (index - from) % step === 0) {
      const places = last.flatMap(({ check: of, slice }) =>
        indicesOf(slice, []).map((at): CasePlace => ({ check: of, index: at })),
      );
      const position = places.findIndex((place) => place.check === check && place.index === index);
      return places.slice(Math.max(0, position - most), position);
    }
    if (last.length > most) last.shift();
  }
  return [];
};
