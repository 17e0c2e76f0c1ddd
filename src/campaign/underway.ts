import type { ObservedCase } from '../types/campaign.ts';
import { isIn, type Job } from './jobs.ts';

/** Refuted cases that have been announced, and are in no batch yet: where its batch is cut short, they count all the same. */
export interface Underway {
  add(check: number, observed: ObservedCase): void;
  /** Those of one job, which are under way no more. */
  take(job: Job): readonly ObservedCase[];
}

/** Before the first case. Memory: the failures of the batches that are under way, one of each cause. */
export const nothingUnderway = (): Underway => {
  const announced = new Map<number, readonly ObservedCase[]>();
  return {
    add: (check, observed) => {
      announced.set(check, [...(announced.get(check) ?? []), observed]);
    },
    take: ({ check, slice }) => {
      const all = announced.get(check) ?? [];
      announced.set(
        check,
        all.filter(({ index }) => !isIn(slice, index)),
      );
      return all.filter(({ index }) => isIn(slice, index));
    },
  };
};
