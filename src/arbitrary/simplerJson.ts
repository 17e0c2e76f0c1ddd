import type { Json } from '../types/vector.ts';
import { numberCost, simplerNumber } from './simplerNumber.ts';

/** Sum of what the numbers in a JSON value cost, and 1 for every value in it. */
export const jsonCost = (value: Json): number => {
  if (typeof value === 'number') return 1 + numberCost(value);
  if (typeof value !== 'object' || value === null) return 1;
  const children: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
  return children.reduce<number>((sum, child) => sum + jsonCost(child), 1);
};

/**
 * JSON values in place of one: a list or object replaced by null, entries removed from all lists of one length
 * together and from one list, all numbers rounded to few digits, one number replaced by a simpler one.
 * What makes no sense to their reader is for it to reject.
 */
export function* simplerJson(value: Json): Generator<Json, void> {
  yield* replaceOne(value, asNull);
  for (const length of listLengths(value)) yield* withoutEntries(value, length);
  yield* replaceOne(value, shorterLists);
  for (const digits of [1, 2]) yield mapNumbers(value, (x) => Number(x.toPrecision(digits)));
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
    for (let from = length - block; from >= 0; from -= block) yield cutLists(value, length, from, block);
  }
}

const cutLists = (value: Json, length: number, from: number, count: number): Json => {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) {
    const children = value.map((child) => cutLists(child, length, from, count));
    return value.length === length ? children.toSpliced(from, count) : children;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, cutLists(child, length, from, count)]),
  );
};

const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value);
