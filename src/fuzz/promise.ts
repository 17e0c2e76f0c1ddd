import type { DescentPromise, NamedRule } from '../types/rule.ts';
import { nearest } from './nearest.ts';
import { optionBounds } from './optionBounds.ts';

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
const amounts = ['window', 'envelope', 'share'];

/** Every promise that can be checked, for a message. */
export const promiseForms: string = `${promises.map((name) => `"${name}"`).join(', ')}, { window: steps }, { envelope: steps } or { share: between 0 and 1 }`;

/** Whether a value is of the kind of a promise, be it one that there is or not: a word, or an amount of something. */
export const hasPromiseForm = (promise: unknown): boolean =>
  typeof promise === 'string' || amountOf(promise)?.isKnown === true;

/** `did you mean "x"? ` for a misspelt promise, or nothing. */
export const nearestPromise = (promise: unknown): string => {
  if (typeof promise === 'string') return nearest(promise, promises);
  const amount = amountOf(promise);
  return amount === undefined || amount.isKnown ? '' : nearest(amount.name, amounts);
};

const amountOf = (promise: unknown): { readonly name: string; readonly isKnown: boolean } | undefined => {
  if (typeof promise !== 'object' || promise === null) return undefined;
  const [name, ...others] = Object.keys(promise);
  return name === undefined || others.length > 0 ? undefined : { name, isKnown: amounts.includes(name) };
};

/** What is wrong with a promise, as the end of a sentence; undefined where it is one of those that can be checked. */
export const promiseFault = (promise: unknown): string | undefined => {
  if (promise === undefined || (typeof promise === 'string' && promises.includes(promise))) return undefined;
  if (typeof promise === 'object' && promise !== null && Object.keys(promise).length === 1) {
    if ('window' in promise && isLength(promise.window)) return undefined;
    if ('envelope' in promise && isLength(promise.envelope)) return undefined;
    if ('share' in promise && typeof promise.share === 'number' && promise.share > 0 && promise.share < 1)
      return undefined;
  }
  return `promises ${JSON.stringify(promise)}; ${nearestPromise(promise)}a promise is ${promiseForms}`;
};

/** Runs that judge a window are up to four times as long. */
const longest = optionBounds.steps.max / 4;

const isLength = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= longest;
