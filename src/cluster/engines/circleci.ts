import type { Engine } from '../engine.ts';

/**
 * CircleCI: a job with `parallelism` is numbered from 0.
 *
 * Source: CircleCI, Project values and variables, "Built-in environment variables".
 */
export default {
  name: 'circleci',
  title: 'CircleCI parallel job',
  partIn: ({ CIRCLE_NODE_INDEX: number, CIRCLE_NODE_TOTAL: count }) =>
    number === undefined
      ? undefined
      : {
          says: `CIRCLE_NODE_INDEX=${number} of CIRCLE_NODE_TOTAL=${count}`,
          number,
          base: '0',
          count: count ?? '',
        },
} satisfies Engine;
