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

const promises = ['small-step', 'every-step', 'in-expectation', 'measured'];

/** What is wrong with a promise, as the end of a sentence; undefined where it is one of those that can be checked. */
export const promiseFault = (promise: unknown): string | undefined => {
  if (promise === undefined || (typeof promise === 'string' && promises.includes(promise))) return undefined;
  if (typeof promise === 'object' && promise !== null && Object.keys(promise).length === 1) {
    if ('window' in promise && isPositiveInteger(promise.window)) return undefined;
    if ('envelope' in promise && isPositiveInteger(promise.envelope)) return undefined;
    if ('share' in promise && typeof promise.share === 'number' && promise.share > 0 && promise.share < 1)
      return undefined;
  }
  const known = `${promises.map((name) => `"${name}"`).join(', ')}, { window: steps }, { envelope: steps } or { share: between 0 and 1 }`;
  return `promises ${JSON.stringify(promise)}; a promise is ${known}`;
};

const isPositiveInteger = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value > 0;
