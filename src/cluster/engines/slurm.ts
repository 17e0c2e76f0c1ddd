import { plural } from '../../numbers.ts';
import type { Engine } from '../engine.ts';
import { headline, mergeCommand, partCommand, retries } from '../job.ts';

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
  script: (job) => {
    const { shards, needs } = job;
    const asked = `--cpus-per-task=${needs.cpus} --mem=${needs.megabytes}M --time=${needs.minutes}`;
    return `#!/usr/bin/env bash
# ${headline(job)}
# Submit it with "bash THIS-FILE"; the working folder has to be one that all nodes see. A part that was killed is queued
# again, ${plural(retries, 'time')} at most; one that is submitted again by hand is "sbatch --array=3 ${asked} THIS-FILE part".
set -eu
: "\${NATGRAD_CHECK:=npx natgrad-check}"
case "\${1-submit}" in
  submit)
    mkdir -p parts
    array=$(sbatch --parsable --job-name=natgrad-check --requeue --array=1-${shards} ${asked} \\
      --output='parts/%a.log' --open-mode=append "$0" part)
    # After any end: a part that has refuted something ends with 1, and its report counts.
    sbatch --parsable --job-name=natgrad-merge --dependency="afterany:$array" --mem=2048M --time=60 \\
      --output=parts/merge.log "$0" merge
    ;;
  part)
    code=0
    $NATGRAD_CHECK ${partCommand(job, `"$SLURM_ARRAY_TASK_ID/${shards}"`, '"parts/$SLURM_ARRAY_TASK_ID"')} || code=$?
    if [ "$code" -ge 128 ] && [ "\${SLURM_RESTART_COUNT-0}" -lt ${retries} ]; then
      scontrol requeue "$SLURM_JOB_ID"
      sleep 60
    fi
    exit "$code"
    ;;
  merge)
    $NATGRAD_CHECK ${mergeCommand(job, 'parts')}
    ;;
esac
`;
  },
} satisfies Engine;
