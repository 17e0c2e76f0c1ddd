import type { Engine } from '../engine.ts';
import { headline, mergeCommand, partCommand, retries, yamlText } from '../job.ts';

/**
 * GitHub: a job of a matrix is numbered from 0 in the context `strategy`, of which no variable holds anything unless the
 * workflow sets it.
 *
 * Source: GitHub, Contexts reference, "strategy context".
 */
export default {
  name: 'github',
  title: 'GitHub matrix',
  partIn: ({ STRATEGY_JOB_INDEX: number, STRATEGY_JOB_TOTAL: count, GITHUB_ACTIONS: isGitHub }) => {
    if (number === undefined && isGitHub !== 'true') return undefined;
    const missing = number === undefined || count === undefined;
    return {
      says:
        number === undefined
          ? 'GITHUB_ACTIONS=true'
          : `STRATEGY_JOB_INDEX=${number} of STRATEGY_JOB_TOTAL=${count}`,
      number,
      base: '0',
      count: count ?? '',
      ...(missing && {
        fault: `hand both numbers on with "env: { STRATEGY_JOB_INDEX: \${{ strategy.job-index }}, STRATEGY_JOB_TOTAL: \${{ strategy.job-total }} }"`,
      }),
    };
  },
  script: (job) => {
    const { shards, needs } = job;
    const setUp = `
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ci`;
    return `# ${headline(job)}
# Save it as .github/workflows/natgrad-check.yml.
name: natgrad-check
on: [workflow_dispatch]
permissions: { contents: read }
jobs:
  part:
    runs-on: ubuntu-latest
    timeout-minutes: ${needs.minutes}
    strategy:
      fail-fast: false
      matrix: { part: [${Array.from({ length: shards }, (_, i) => i + 1).join(', ')}] }
    env:
      STRATEGY_JOB_INDEX: \${{ strategy.job-index }}
      STRATEGY_JOB_TOTAL: \${{ strategy.job-total }}
    steps:${setUp}
      # A part that has refuted something ends with 1, and its report counts; one that was killed is tried again.
      - run: |
          for attempt in $(seq ${retries + 1}); do
            code=0
            npx natgrad-check ${partCommand(job, 'auto', 'part')} || code=$?
            [ "$code" -ge 128 ] || break
          done
          [ "$code" -le 1 ]
      - if: always()
        uses: actions/upload-artifact@v4
        with: { name: "part-\${{ matrix.part }}", path: part }
  merge:
    runs-on: ubuntu-latest
    needs: part
    if: always()
    steps:${setUp}
      - uses: actions/download-artifact@v4
        with: { path: parts, pattern: part-* }
      - run: npx natgrad-check ${mergeCommand(job, 'parts')}
      - if: always()
        run: cat ${yamlText(`${job.report}/report.md`)} >>"$GITHUB_STEP_SUMMARY"
      - if: always()
        uses: actions/upload-artifact@v4
        with: { name: report, path: ${yamlText(job.report)} }
`;
  },
} satisfies Engine;
