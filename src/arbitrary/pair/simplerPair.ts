import type { DimensionRange } from '../../types/scenario.ts';
import type { VectorLike } from '../../types/vector.ts';
import { fewer, numberCost, numbersCost, simplerNumber } from '../shrink/number.ts';
import type { VectorPair } from './pairAtTangent.ts';

/** Whether a value holds two lists of finite numbers of one length, as a stored pair does. */
export const isVectorPair = (value: unknown): value is { readonly g: VectorLike; readonly y: VectorLike } =>
  typeof value === 'object' &&
  value !== null &&
  'g' in value &&
  'y' in value &&
  isFiniteList(value.g) &&
  isFiniteList(value.y) &&
  value.g.length === value.y.length &&
  value.g.length > 0;

const isFiniteList = (value: unknown): value is ArrayLike<number> =>
  (Array.isArray(value) || value instanceof Float64Array) && value.every((x) => Number.isFinite(x));

/** The order in which pairs are simpler: dimension, non-zero entries, decimals, hard coordinates of g first. */
export const pairRank = ({ g, y }: { readonly g: VectorLike; readonly y: VectorLike }): readonly number[] => {
  let nonZero = 0;
  let orderOfG = 0;
  let orderOfY = 0;
  for (let i = 0; i < g.length; i++) {
    nonZero += (g[i] === 0 ? 0 : 1) + (y[i] === 0 ? 0 : 1);
    orderOfG += i * numberCost(g[i]!);
    orderOfY += i * numberCost(y[i]!);
  }
  return [g.length, nonZero, numbersCost(g) + numbersCost(y), orderOfG, orderOfY];
};

/** Second coordinates of y beside g = e₁, y₁ = 1, and first ones beside y₂ = 1: angles near 90° and near 0°. */
const ladder = [10, 100, 1e3, 1e4, 1e6, 1e8, 1e10, 1e12, 1e16];

/** Pairs along the first axes, the simplest there are of each angle, for a few dimensions, in ascending rank. */
export function* simplestPairs(dimension: DimensionRange): Generator<VectorPair, void> {
  for (let count = dimension.min; count <= Math.min(dimension.max, dimension.min + 4); count++) {
    yield* axisPairs(count);
  }
}

function* axisPairs(dimension: number): Generator<VectorPair, void> {
  const along = (first: number, second: number): Float64Array => {
    const x = new Float64Array(dimension);
    x[0] = first;
    if (dimension > 1) x[1] = second;
    return x;
  };
  yield { g: along(1, 0), y: along(1, 0) };
  if (dimension === 1) return;
  yield { g: along(1, 0), y: along(1, 1) };
  yield { g: along(1, 0), y: along(1, -1) };
  for (const size of ladder) {
    yield { g: along(1, 0), y: along(size, 1) };
    yield { g: along(1, 0), y: along(1, size) };
  }
  yield { g: along(1, 1), y: along(2, -1) };
}

/**
 * Pairs in place of one, from any length of vectors: without coordinates, along the axes, with zeros, at the scale of
 * 1, in simpler order, equal to each other, with short decimals together and one by one.
 */
export function* simplerPairs(pair: VectorPair, leastDimension: number): Generator<VectorPair, void> {
  const { g, y } = pair;
  const dimension = g.length;
  for (const count of fewer(dimension, leastDimension)) yield { g: g.slice(0, count), y: y.slice(0, count) };
  if (dimension > leastDimension) {
    if (leastDimension === 1) yield { g: Float64Array.of(largest(g)), y: Float64Array.of(largest(y)) };
    for (const [from, to] of blocks(dimension)) {
      const left = dimension - (to - from);
      if (left >= leastDimension) yield { g: without(g, from, to), y: without(y, from, to) };
    }
  }
  yield* axisPairs(dimension);
  for (const [from, to] of blocks(dimension)) {
    const inside = (i: number): boolean => i >= from && i < to;
    yield change(pair, (a, b, i) => (inside(i) ? [0, 0] : [a, b]));
    yield change(pair, (a, b, i) => (inside(i) ? [0, b] : [a, b]));
    yield change(pair, (a, b, i) => (inside(i) ? [a, 0] : [a, b]));
  }
  yield* atScaleOne(pair);
  yield* reordered(pair);
  yield change(pair, (a) => [a, a]);
  yield change(pair, (_, b) => [b, b]);
  yield change(pair, (a, b) => [Math.abs(a), a < 0 ? -b : b]);
  for (const digits of [1, 2, 3, 6]) {
    yield change(pair, (a, b) => [Number(a.toPrecision(digits)), Number(b.toPrecision(digits))]);
  }
  const entries = [...g, ...y];
  for (const value of new Set(entries.filter((x, i) => entries.indexOf(x) !== i))) {
    for (const simpler of simplerNumber(value)) {
      const replaced = (x: number): number => (Object.is(x, value) ? simpler : x);
      yield change(pair, (a, b) => [replaced(a), replaced(b)]);
    }
  }
  for (let i = 0; i < dimension; i++) {
    for (const simpler of simplerNumber(g[i]!)) yield { g: g.with(i, simpler), y };
    for (const simpler of simplerNumber(y[i]!)) yield { g, y: y.with(i, simpler) };
  }
}

/** Both vectors, or one, at a scale of 1, and both by a common power of ten. */
function* atScaleOne({ g, y }: VectorPair): Generator<VectorPair, void> {
  const [a, b] = [binaryScale(g), binaryScale(y)];
  yield { g: g.map((x) => x / a), y: y.map((x) => x / b) };
  yield { g: g.map((x) => x / a), y };
  yield { g, y: y.map((x) => x / b) };
  for (const exponent of [decimalExponent(g), decimalExponent(y)]) {
    yield { g: g.map((x) => timesPowerOfTen(x, -exponent)), y: y.map((x) => timesPowerOfTen(x, -exponent)) };
  }
}

const largest = (x: Float64Array): number => x.reduce((size, value) => Math.max(size, Math.abs(value)), 0);

const decimalExponent = (x: Float64Array): number => Math.floor(Math.log10(largest(x)));

/** x · 10ᵏ as a decimal of fifteen digits, which undoes the rounding of the product. */
const timesPowerOfTen = (x: number, exponent: number): number =>
  Number((x * 10 ** Math.trunc(exponent / 2) * 10 ** (exponent - Math.trunc(exponent / 2))).toPrecision(15));

/** A power of two within a factor 2 of the least size of a non-zero entry, so that integers stay integers. */
const binaryScale = (x: Float64Array): number => {
  let least = Number.POSITIVE_INFINITY;
  for (const value of x) if (value !== 0) least = Math.min(least, Math.abs(value));
  return 2 ** Math.floor(Math.log2(least));
};

function* reordered(pair: VectorPair): Generator<VectorPair, void> {
  const { g, y } = pair;
  const compare = (i: number, j: number): number =>
    numberCost(g[j]!) - numberCost(g[i]!) || numberCost(y[j]!) - numberCost(y[i]!);
  const order = Array.from(g, (_, i) => i).toSorted(compare);
  yield { g: Float64Array.from(order, (i) => g[i]!), y: Float64Array.from(order, (i) => y[i]!) };
  for (let i = 0; i + 1 < g.length; i++) {
    if (compare(i, i + 1) > 0) {
      const swapped = (x: Float64Array): Float64Array => x.with(i, x[i + 1]!).with(i + 1, x[i]!);
      yield { g: swapped(g), y: swapped(y) };
    }
  }
}

const change = (
  { g, y }: VectorPair,
  coordinate: (a: number, b: number, i: number) => readonly [number, number],
): VectorPair => {
  const [first, second] = [new Float64Array(g.length), new Float64Array(g.length)];
  for (let i = 0; i < g.length; i++) {
    const [a, b] = coordinate(g[i]!, y[i]!, i);
    first[i] = a;
    second[i] = b;
  }
  return { g: first, y: second };
};

const without = (x: Float64Array, from: number, to: number): Float64Array =>
  x.filter((_, i) => i < from || i >= to);

/** Index ranges that halve down to single coordinates. */
function* blocks(dimension: number): Generator<readonly [number, number], void> {
  for (let size = Math.ceil(dimension / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < dimension; from += size) yield [from, Math.min(dimension, from + size)];
  }
}
