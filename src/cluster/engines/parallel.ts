import { plural } from '../../numbers.ts';
import type { Engine } from '../engine.ts';
import { headline, mergeCommand, partCommand, retries } from '../job.ts';

/**
 * GNU parallel: the parts of a run on one machine, or on several that see the working folder. It numbers its jobs from 1, and
 * does not tell them how many there are.
 *
 * Source: parallel(1).
 */
export default {
  name: 'parallel',
  title: 'GNU parallel',
  partIn: ({ PARALLEL_SEQ: number }) =>
    number === undefined
      ? undefined
      : { says: `PARALLEL_SEQ=${number}`, number, base: '1', count: undefined },
  script: (job) => `#!/usr/bin/env bash
# ${headline(job)}
# Run it with "bash THIS-FILE"; arguments go on to parallel, such as "--sshlogin host1,host2 --workdir .".
set -eu
: "\${NATGRAD_CHECK:=npx natgrad-check}"
mkdir -p parts
# Only a part that was killed is tried again, ${plural(retries, 'time')} at most: one that has refuted something ends with 1.
part() {
  code=0
  $NATGRAD_CHECK ${partCommand(job, `"$1/${job.shards}"`, '"parts/$1"')} >"parts/$1.log" 2>&1 || code=$?
  echo "$code" >"parts/$1.code"
  [ "$code" -lt 128 ]
}
export NATGRAD_CHECK
export -f part
seq ${job.shards} | parallel --jobs "$(($(nproc) / ${job.needs.cpus} > 0 ? $(nproc) / ${job.needs.cpus} : 1))" --memfree ${job.needs.megabytes}M \\
  --retries ${retries + 1} --joblog parts/parallel.log "$@" part || true
$NATGRAD_CHECK ${mergeCommand(job, 'parts')}
`,
} satisfies Engine;
