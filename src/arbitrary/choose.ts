import type { Random } from '../types/vector.ts';

/** An integer from min to max, both included, each equally likely. */
export const integerBetween = (random: Random, min: number, max: number): number =>
  min + Math.floor(random() * (max - min + 1));

/** min·(max/min)^u: a positive number whose logarithm is uniform on [log min, log max). */
export const logUniform = (random: Random, min: number, max: number): number =>
  Math.exp(Math.log(min) + random() * (Math.log(max) - Math.log(min)));

/** One of the items, each equally likely. @throws RangeError where there is none. */
export const oneOf = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined)
    throw new RangeError(`oneOf: items must not be empty, got length = ${items.length}`);
  return item;
};

/** One of the items with probability proportional to its weight. @throws RangeError where no weight is positive. */
export const weightedOneOf = <Item extends { readonly weight: number }>(
  random: Random,
  items: readonly Item[],
): Item => {
  let total = 0;
  for (const item of items) total += item.weight;
  if (!(total > 0))
    throw new RangeError(`weightedOneOf: weights must have a positive sum, got sum = ${total}`);
  let left = random() * total;
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return items.findLast((item) => item.weight > 0)!;
};

/** x to so many significant decimal digits, so that generated values read well and parse back exactly. */
export const shortDecimal = (x: number, digits: number): number => Number(x.toPrecision(digits));
