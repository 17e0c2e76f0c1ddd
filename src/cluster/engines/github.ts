import type { Engine } from '../engine.ts';

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
} satisfies Engine;
