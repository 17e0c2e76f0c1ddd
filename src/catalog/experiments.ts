import { discover } from '../discover.ts';
import type { Experiment } from '../types/experiment.ts';

/** Every experiment of the paper, by id. */
export const loadExperiments = async (): Promise<readonly Experiment[]> =>
  (await discover<Experiment>(new URL('../experiments/', import.meta.url), ['id', 'title', 'run'])).toSorted(
    (a, b) => Number(a.id > b.id) - Number(a.id < b.id),
  );
