import type { Json } from '../../types/vector.ts';
import { numberCost, simplerNumber } from './number.ts';

/** Sum of what the numbers in a JSON value cost, and 1 for every value in it. */
export const jsonCost = (value: Json): number => {
  if (typeof value === 'number') return 1 + numberCost(value);
  if (typeof value !== 'object' || value === null) return 1;
  const children: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
  return children.reduce<number>((sum, child) => sum + jsonCost(child), 1);
};

/** How late the hard entries of the lists in a JSON value come, 0 where each list begins with its only hard one. */
export const jsonOrder = (value: Json): number => {
  if (typeof value !== 'object' || value === null) return 0;
  if (!isList(value)) return Object.values(value).reduce<number>((sum, child) => sum + jsonOrder(child), 0);
  return value.reduce<number>((sum, child, i) => sum + i * jsonCost(child) + jsonOrder(child), 0);
};

/**
 * JSON values in place of one: a list or object replaced by null, or what is null removed, entries removed from all
 * lists of one length together and from one list, neighbours exchanged, all numbers rounded to few digits, equal numbers
 * replaced together, one number replaced by a simpler one. Some make no sense to their reader, which has to reject them.
 */
export function* simplerJson(value: Json): Generator<Json, void> {
  yield* replaceOne(value, asNull);
  for (const length of listLengths(value)) yield* withoutEntries(value, length);
  yield* replaceOne(value, shorterLists);
  yield* replaceOne(value, withoutNull);
  for (const length of listLengths(value)) {
    for (let i = 0; i + 1 < length; i++) yield changeLists(value, length, (list) => swapped(list, i));
  }
  for (const digits of [1, 2]) yield mapNumbers(value, (x) => Number(x.toPrecision(digits)));
  for (const number of repeatedNumbers(value)) {
    for (const simpler of simplerNumber(number)) {
      yield mapNumbers(value, (x) => (Object.is(x, number) ? simpler : x));
    }
  }
  yield* replaceOne(value, (part) => (typeof part === 'number' ? simplerNumber(part) : []));
}

const mapNumbers = (value: Json, change: (x: number) => number): Json => {
  if (typeof value === 'number') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((child) => mapNumbers(child, change));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mapNumbers(child, change)]));
};

/** The value with one part of it, or all of it, replaced by each of what `change` makes of that part. */
function* replaceOne(value: Json, change: (part: Json) => Iterable<Json>): Generator<Json, void> {
  yield* change(value);
  if (typeof value !== 'object' || value === null) return;
  if (isList(value)) {
    for (const [i, child] of value.entries()) {
      for (const simpler of replaceOne(child, change)) yield value.with(i, simpler);
    }
  } else {
    for (const [key, child] of Object.entries(value)) {
      for (const simpler of replaceOne(child, change)) yield { ...value, [key]: simpler };
    }
  }
}

const asNull = (part: Json): readonly Json[] => (typeof part === 'object' && part !== null ? [null] : []);

function* shorterLists(part: Json): Generator<Json, void> {
  if (typeof part !== 'object' || part === null || !isList(part)) return;
  for (let i = part.length - 1; i >= 0; i--) yield part.toSpliced(i, 1);
}

/** The numbers that occur more than once in a JSON value. */
const repeatedNumbers = (value: Json): ReadonlySet<number> => {
  const seen = new Set<number>();
  const repeated = new Set<number>();
  const visit = (part: Json): void => {
    if (typeof part === 'number') (seen.has(part) ? repeated : seen).add(part);
    if (typeof part === 'object' && part !== null) for (const child of Object.values(part)) visit(child);
  };
  visit(value);
  return repeated;
};

function* withoutNull(part: Json): Generator<Json, void> {
  if (typeof part !== 'object' || part === null || isList(part)) return;
  const entries = Object.entries(part);
  for (const [key, child] of entries) {
    if (child === null) yield Object.fromEntries(entries.filter(([other]) => other !== key));
  }
}

const listLengths = (value: Json): ReadonlySet<number> => {
  const lengths = new Set<number>();
  const visit = (part: Json): void => {
    if (typeof part !== 'object' || part === null) return;
    if (isList(part)) lengths.add(part.length);
    for (const child of isList(part) ? part : Object.values(part)) visit(child);
  };
  visit(value);
  return lengths;
};

function* withoutEntries(value: Json, length: number): Generator<Json, void> {
  for (let block = Math.floor(length / 2); block >= 1; block = Math.floor(block / 2)) {
    for (let from = length - block; from >= 0; from -= block) {
      yield changeLists(value, length, (list) => list.toSpliced(from, block));
    }
  }
}

const swapped = (list: readonly Json[], i: number): readonly Json[] =>
  list.with(i, list[i + 1]!).with(i + 1, list[i]!);

/** The value with every list of one length changed in the same way. */
const changeLists = (
  value: Json,
  length: number,
  change: (list: readonly Json[]) => readonly Json[],
): Json => {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) {
    const children = value.map((child) => changeLists(child, length, change));
    return value.length === length ? change(children) : children;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, changeLists(child, length, change)]),
  );
};

const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value);
