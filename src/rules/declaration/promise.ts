import { nearest, valueText } from '../../errors.ts';
import type { DescentPromise, NamedRule } from '../../types/rule.ts';
import { optionBounds } from '../../types/scenario.ts';

type Word = Extract<DescentPromise, string>;
type AmountName = Exclude<DescentPromise, string> extends infer P ? (P extends P ? keyof P : never) : never;

/** Promises that are one word. */
const words = {
  'small-step': true,
  'every-step': true,
  'in-expectation': true,
  measured: true,
} satisfies Record<Word, true>;

/** Runs that judge a window are up to four times as long. */
const longest = optionBounds.steps.max / 4;

const steps = {
  isPossible: (value: number): boolean => Number.isInteger(value) && value > 0 && value <= longest,
  inCode: 'steps',
  typed: 'STEPS',
};

/** Promises of some amount: which amounts there are, and how a message writes them. */
const amounts = {
  window: steps,
  envelope: steps,
  share: {
    isPossible: (value: number): boolean => value > 0 && value < 1,
    inCode: 'between 0 and 1',
    typed: 'BETWEEN_0_AND_1',
  },
} satisfies Record<AmountName, typeof steps>;

const isWord = (name: string): name is Word => Object.hasOwn(words, name);
const isAmountName = (name: string): name is AmountName => Object.hasOwn(amounts, name);

/** "a, b or c". */
const listed = (forms: readonly string[]): string => `${forms.slice(0, -1).join(', ')} or ${forms.at(-1)}`;

/** Every promise that can be checked, as code has it, for a message. */
export const promiseForms: string = listed([
  ...Object.keys(words).map((name) => `"${name}"`),
  ...Object.entries(amounts).map(([name, { inCode }]) => `{ ${name}: ${inCode} }`),
]);

/** Every promise that can be checked, as the command line has it, for a message. */
export const typedPromiseForms: string = listed([
  ...Object.keys(words),
  ...Object.entries(amounts).map(([name, { typed }]) => `${name}:${typed}`),
]);

/** A promise as the command line and stored cases have it: `small-step`, `envelope:40`. */
export const describePromise = (promise: DescentPromise): string =>
  typeof promise === 'string'
    ? promise
    : Object.entries(promise)
        .map(([name, value]) => `${name}:${value}`)
        .join();

/** The promise that {@link describePromise} writes so; undefined where there is none. */
export const parsePromise = (text: string): DescentPromise | undefined => {
  const [name = '', amount] = text.trim().split(/:(.+)/s);
  const promise: unknown = amount === undefined ? name : { [name]: Number(amount) };
  return isPromise(promise) ? promise : undefined;
};

const isPromise = (value: unknown): value is DescentPromise => {
  if (typeof value === 'string') return isWord(value);
  const given = givenAmount(value);
  return (
    given !== undefined &&
    isAmountName(given.name) &&
    typeof given.value === 'number' &&
    amounts[given.name].isPossible(given.value)
  );
};

/** The only field of a value, where it has one field. */
const givenAmount = (promise: unknown): { readonly name: string; readonly value: unknown } | undefined => {
  if (typeof promise !== 'object' || promise === null) return undefined;
  const [field, ...others] = Object.entries(promise);
  return field === undefined || others.length > 0 ? undefined : { name: field[0], value: field[1] };
};

/** The amount that a rule promises of something, undefined where it promises something else. */
export const promisedAmount = (
  { contract: { effective } }: NamedRule,
  name: AmountName,
): number | undefined => {
  const given = givenAmount(effective);
  return given?.name === name && typeof given.value === 'number' ? given.value : undefined;
};

/** Whether a value is of the kind of a promise, be it one that there is or not: a word, or an amount of something. */
export const hasPromiseForm = (promise: unknown): boolean =>
  typeof promise === 'string' || isAmountName(givenAmount(promise)?.name ?? '');

/** `did you mean "x"? ` for a misspelt promise, or nothing. */
export const nearestPromise = (promise: unknown): string => {
  if (typeof promise === 'string') return nearest(promise, Object.keys(words));
  const name = givenAmount(promise)?.name;
  return name === undefined || isAmountName(name) ? '' : nearest(name, Object.keys(amounts));
};

/** What is wrong with a promise, as the end of a sentence; undefined where it is one of those that can be checked. */
export const promiseFault = (promise: unknown): string | undefined =>
  promise === undefined || isPromise(promise)
    ? undefined
    : `promises ${valueText(promise)}; ${nearestPromise(promise)}a promise is ${promiseForms}`;
