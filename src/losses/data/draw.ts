import { standardNormal } from '../../linalg/seeded.ts';
import type { Random, Vector } from '../../types/vector.ts';

/** A list of `length` values, each drawn by `entry`. */
export const drawList = <Value>(length: number, entry: () => Value): readonly Value[] => {
  const list: Value[] = [];
  for (let i = 0; i < length; i++) list.push(entry());
  return list;
};

/** A whole number in [min, max], uniformly. */
export const drawInteger = (random: Random, min: number, max: number): number =>
  min + Math.floor(random() * (max - min + 1));

/** A multiple of ¼ in [−2, 2]: exact in binary, short to read. */
export const drawQuarter = (random: Random): number => drawInteger(random, -8, 8) / 4;

/** A non-zero list of whole numbers in [−3, 3]. */
export const drawDirection = (random: Random, length: number): readonly number[] => {
  const direction = drawList(length, () => drawInteger(random, -3, 3));
  return direction.some((entry) => entry !== 0) ? direction : direction.map((_, i) => (i === 0 ? 1 : 0));
};

/** A value in [low, high], log-uniform, with two significant digits. */
export const drawScale = (random: Random, low: number, high: number): number =>
  Number((low * (high / low) ** random()).toPrecision(2));

/** A vector of independent normal deviates with this spread, shape (D). */
export const drawNormal = (random: Random, dimension: number, spread: number): Vector => {
  const vector = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) vector[i] = spread * standardNormal(random);
  return vector;
};
