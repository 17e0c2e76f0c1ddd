import type { Engine } from '../engine.ts';

/**
 * GitLab: a job with `parallel` is numbered from 1; every job is told how many there are, one that is no part of anything
 * its number not.
 *
 * Source: GitLab, Predefined CI/CD variables.
 */
export default {
  name: 'gitlab',
  title: 'GitLab parallel job',
  partIn: ({ CI_NODE_INDEX: number, CI_NODE_TOTAL: count }) =>
    number === undefined
      ? undefined
      : { says: `CI_NODE_INDEX=${number} of CI_NODE_TOTAL=${count}`, number, base: '1', count: count ?? '' },
} satisfies Engine;
