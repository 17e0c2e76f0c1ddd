import type { Hyperparameter } from '../../types/rule.ts';
import type { Random } from '../../types/vector.ts';
import { logUniform, shortDecimal, weightedOneOf } from '../choose.ts';

/** Hyperparameters by name, with the range that each is drawn from. */
export type HyperparameterRanges = Readonly<Record<string, Hyperparameter>>;

/** How one hyperparameter is drawn where not all stay at their defaults. */
const strata = [
  { label: 'default', weight: 50 },
  { label: 'least', weight: 10 },
  { label: 'greatest', weight: 10 },
  { label: 'within', weight: 30 },
] as const;

/** Values within their ranges: all at their defaults in a third of the cases, otherwise each drawn on its own. */
export const drawHyperparameters = (
  ranges: HyperparameterRanges,
  random: Random,
): Readonly<Record<string, number>> => {
  const allDefault = random() < 1 / 3;
  return Object.fromEntries(
    Object.entries(ranges).map(([name, range]) => [
      name,
      allDefault ? range.default : drawOne(range, random),
    ]),
  );
};

const drawOne = ({ default: usual, min, max }: Hyperparameter, random: Random): number => {
  const { label } = weightedOneOf(random, strata);
  switch (label) {
    case 'default':
      return usual;
    case 'least':
      return min;
    case 'greatest':
      return max;
    case 'within': {
      const logarithmic = min > 0 && max / min > 100;
      const value = logarithmic ? logUniform(random, min, max) : min + random() * (max - min);
      return Math.min(max, Math.max(min, shortDecimal(value, 3)));
    }
    default:
      return label satisfies never;
  }
};

/** @throws RangeError unless every range has finite min ≤ default ≤ max */
export const assertHyperparameterRanges = (ranges: HyperparameterRanges): void => {
  for (const [name, { default: usual, min, max }] of Object.entries(ranges)) {
    if (!(Number.isFinite(min) && Number.isFinite(max) && min <= usual && usual <= max)) {
      throw new RangeError(
        `hyperparameters: must have finite min ≤ default ≤ max, got ${name} = { min: ${min}, default: ${usual}, max: ${max} }`,
      );
    }
  }
};
