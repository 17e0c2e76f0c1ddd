import type { Engine } from '../engine.ts';

/**
 * Kubernetes: a Job whose `completionMode` is `Indexed` numbers its pods from 0, and does not tell them how many there are.
 *
 * Source: Kubernetes, Jobs, "Completion mode".
 */
export default {
  name: 'kubernetes',
  title: 'Kubernetes indexed job',
  partIn: ({ JOB_COMPLETION_INDEX: number }) =>
    number === undefined
      ? undefined
      : { says: `JOB_COMPLETION_INDEX=${number}`, number, base: '0', count: undefined },
} satisfies Engine;
