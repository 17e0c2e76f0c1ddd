import type { Slice } from '../types/campaign.ts';
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

/** Which cases of each check are run, all parts together: those of index `from`, or 0, up to below `runs`. */
export interface Round {
  readonly checks: readonly {
    readonly runs: number;
    /** A multiple of the number of parts. */
    readonly from?: number;
  }[];
}

/** A job, and how many come before it. */
export interface NumberedJob {
  readonly job: Job;
  readonly number: number;
}

/** Slices of all checks, interleaved so that a budget that runs out has given each its share. Memory: O(1). */
export const jobsOf = function* ({ checks }: Round, shard: Shard): Generator<Job, undefined> {
  const longest = Math.max(0, ...checks.map(({ runs, from = 0 }) => runs - from));
  let grown: number = batchSize.few;
  for (let done = 0; done < longest; ) {
    const half = Math.ceil((longest - done) / shard.count / 2);
    const size = Math.max(batchSize.few, Math.min(grown, half));
    const stride = size * shard.count;
    for (const [check, { runs, from = 0 }] of checks.entries()) {
      const first = from + done + shard.index;
      if (first >= runs) continue;
      const to = Math.min(runs, from + done + stride);
      yield { check, slice: { from: first, to, step: shard.count } };
    }
    done += stride;
    grown = Math.min(2 * grown, batchSize.most);
  }
};

/** Number of cases of all jobs. */
export const casesOf = ({ checks }: Round, { index, count }: Shard): number =>
  checks.reduce((sum, { runs, from = 0 }) => sum + casesIn({ from: from + index, to: runs, step: count }), 0);

/** Number of cases of a slice. */
export const casesIn = ({ from, to, step }: Slice): number => Math.max(0, Math.ceil((to - from) / step));

/** Whether a case is one of a slice. */
export const isIn = ({ from, to, step }: Slice, index: number): boolean =>
  index >= from && index < to && (index - from) % step === 0;

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
    if (job.check === check && isIn(job.slice, index)) {
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
