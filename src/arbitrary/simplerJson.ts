import type { Json } from '../types/vector.ts';
import { numberCost, simplerNumber } from './simplerNumber.ts';

/** Sum of what the numbers in a JSON value cost, and 1 for every value in it. */
export const jsonCost = (value: Json): number => {
  if (typeof value === 'number') return 1 + numberCost(value);
  if (typeof value !== 'object' || value === null) return 1;
  const children: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
  return children.reduce<number>((sum, child) => sum + jsonCost(child), 1);
};

/** The same JSON value with all numbers rounded to few digits, then with one number replaced by a simpler one. */
export function* simplerJson(value: Json): Generator<Json, void> {
  for (const digits of [1, 2]) yield mapNumbers(value, (x) => Number(x.toPrecision(digits)));
  yield* replaceOne(value);
}

const mapNumbers = (value: Json, change: (x: number) => number): Json => {
  if (typeof value === 'number') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((child) => mapNumbers(child, change));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, mapNumbers(child, change)]));
};

function* replaceOne(value: Json): Generator<Json, void> {
  if (typeof value === 'number') {
    yield* simplerNumber(value);
  } else if (typeof value === 'object' && value !== null) {
    if (isList(value)) {
      for (const [i, child] of value.entries()) {
        for (const simpler of replaceOne(child)) yield value.with(i, simpler);
      }
    } else {
      for (const [key, child] of Object.entries(value)) {
        for (const simpler of replaceOne(child)) yield { ...value, [key]: simpler };
      }
    }
  }
}

const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value);
