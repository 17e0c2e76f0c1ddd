import { casesIn, type Job, type NumberedJob } from './jobs.ts';

/** Jobs in groups, which may come back. */
export interface Groups {
  /** One or more jobs each, in order. */
  readonly groups: IterableIterator<readonly NumberedJob[]>;
  /** Jobs of a group that were not begun: they come first in the next one. */
  readonly giveBack: (jobs: readonly NumberedJob[]) => void;
}

/** Most cases of a group: far more than are begun before a worker answers. */
const most = 2000;

/** How jobs are put into groups. */
export interface Grouping {
  readonly isStopped: () => boolean;
  /** The number of cases beyond which no job is added to the group that is made now; it has one in any case. */
  readonly mostAt: () => number;
  /** Whether some case of a job makes many runs one after the other: those come first, so that others go on beside them. */
  readonly isLong: (job: Job) => boolean;
}

/** Takes jobs in groups, until there are none left or the run is stopped. */
export const groupsOf = (left: Iterator<NumberedJob>, { isStopped, mostAt, isLong }: Grouping): Groups => {
  const returned: NumberedJob[] = [];
  const take = (): NumberedJob | undefined => {
    const old = returned.shift();
    if (old) return old;
    const { value, done } = left.next();
    return done ? undefined : value;
  };
  const group = (): readonly NumberedJob[] => {
    const jobs: NumberedJob[] = [];
    let cases = 0;
    const limit = Math.min(most, mostAt());
    while (jobs.length === 0 || cases < limit) {
      const next = isStopped() ? undefined : take();
      if (!next) break;
      jobs.push(next);
      cases += casesIn(next.job.slice);
    }
    const long = jobs.filter(({ job }) => isLong(job));
    return [...long, ...jobs.filter((each) => !long.includes(each))];
  };
  const groups: Groups['groups'] = {
    next: () => {
      const value = group();
      return value.length === 0 ? { value: undefined, done: true } : { value };
    },
    [Symbol.iterator]: () => groups,
  };
  return {
    groups,
    giveBack: (jobs) => {
      returned.unshift(...jobs);
    },
  };
};
