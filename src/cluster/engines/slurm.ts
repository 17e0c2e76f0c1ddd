import type { Engine } from '../engine.ts';

/**
 * Slurm: a job array numbers its tasks as `--array` says, usually from 0 or 1, and tells each the first, the last and how
 * many there are.
 *
 * Source: sbatch(1), OUTPUT ENVIRONMENT VARIABLES.
 */
export default {
  name: 'slurm',
  title: 'Slurm array',
  partIn: (variables) => {
    const number = variables.SLURM_ARRAY_TASK_ID;
    if (number === undefined) return undefined;
    const {
      SLURM_ARRAY_TASK_MIN: first = '',
      SLURM_ARRAY_TASK_MAX: last = '',
      SLURM_ARRAY_TASK_COUNT: count = '',
    } = variables;
    const isWhole = (first === '0' || first === '1') && Number(last) - Number(first) + 1 === Number(count);
    return {
      says: `SLURM_ARRAY_TASK_ID=${number}`,
      number,
      base: first,
      count,
      ...(!isWhole && {
        fault: `the array of ${count} from ${first} to ${last} has gaps, or is a part of another that was submitted again`,
      }),
    };
  },
} satisfies Engine;
