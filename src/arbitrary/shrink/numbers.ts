import { numberCost, numbersCost, simplerNumber } from './number.ts';

/**
 * Where a list of fixed length stands between simple and hard: non-zero entries, cost, and how late the hard entries
 * come: among lists of equal entries the one with the hard ones first is the simplest.
 */
export const numbersRank = (numbers: readonly number[]): readonly number[] => [
  numbers.reduce((count, x) => count + (x === 0 ? 0 : 1), 0),
  numbersCost(numbers),
  numbers.reduce((sum, x, i) => sum + i * numberCost(x), 0),
];

/**
 * Lists of the same length in place of this one: entries zeroed in halving blocks, all entries one, then ordered,
 * rounded together, equal entries replaced together, and every entry on its own by every simpler number.
 */
export function* simplerNumbers(numbers: readonly number[]): Generator<readonly number[], void> {
  yield numbers.map(() => 0);
  yield numbers.map(() => 1);
  yield numbers.map((x) => (x === 0 ? 0 : 1));
  for (
    let block = Math.ceil(numbers.length / 2);
    block >= 1;
    block = block === 1 ? 0 : Math.ceil(block / 2)
  ) {
    for (let from = 0; from < numbers.length; from += block) {
      if (numbers.slice(from, from + block).some((x) => x !== 0)) {
        yield numbers.map((x, i) => (i >= from && i < from + block ? 0 : x));
      }
    }
  }
  yield* reordered(numbers);
  for (const digits of [1, 2, 3]) yield numbers.map((x) => Number(x.toPrecision(digits)));
  yield numbers.map(Math.round);
  yield numbers.map(Math.abs);
  for (const value of repeated(numbers)) {
    for (const simpler of simplerNumber(value)) yield numbers.map((x) => (Object.is(x, value) ? simpler : x));
  }
  for (const [i, value] of numbers.entries()) {
    for (const simpler of simplerNumber(value)) yield numbers.with(i, simpler);
  }
}

/** The values that occur more than once. Cost: O(D). */
const repeated = (numbers: readonly number[]): ReadonlySet<number> => {
  const seen = new Set<number>();
  return new Set(numbers.filter((x) => seen.size === seen.add(x).size));
};

function* reordered(numbers: readonly number[]): Generator<readonly number[], void> {
  yield numbers.toSorted((a, b) => numberCost(b) - numberCost(a));
  for (let i = 0; i + 1 < numbers.length; i++) {
    if (numberCost(numbers[i]!) < numberCost(numbers[i + 1]!)) {
      yield numbers.with(i, numbers[i + 1]!).with(i + 1, numbers[i]!);
    }
  }
}
