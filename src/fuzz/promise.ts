import type { DescentPromise, NamedRule } from '../types/rule.ts';

/** The promise that is checked: the rule's own, or `'every-step'` where it chooses its own step size, or `'small-step'`. */
export const promiseOf = (rule: NamedRule): DescentPromise =>
  rule.contract?.effective ?? (rule.stepSize === 'internal' ? 'every-step' : 'small-step');

/** A promise in the words of the command line: `small-step`, `envelope:40`. */
export const describePromise = (promise: DescentPromise): string =>
  typeof promise === 'string'
    ? promise
    : Object.entries(promise)
        .map(([name, value]) => `${name}:${value}`)
        .join();
