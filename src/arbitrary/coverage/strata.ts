import type { DimensionRange } from '../../types/scenario.ts';
import type { Random } from '../../types/vector.ts';
import { integerBetween, weightedOneOf } from '../choose.ts';

/** A named part of what can be drawn, and how often it is chosen relative to the others. */
export interface Stratum {
  readonly label: string;
  readonly weight: number;
}

/** Dimensions from min to max, both included. */
export interface DimensionStratum extends Stratum {
  readonly min: number;
  readonly max: number;
}

/** Small dimensions dominate: there a case is cheap and most bugs show. Claim G4-reach. */
export const dimensionStrata: readonly DimensionStratum[] = [
  { label: '1', min: 1, max: 1, weight: 15 },
  { label: '2', min: 2, max: 2, weight: 30 },
  { label: '3–8', min: 3, max: 8, weight: 40 },
  { label: '9–64', min: 9, max: 64, weight: 12 },
  { label: '65–512', min: 65, max: 512, weight: 3 },
];

/** The label of the stratum that a dimension lies in; `over 512` beyond all of them. */
export const dimensionStratum = (dimension: number): string =>
  dimensionStrata.find(({ min, max }) => dimension >= min && dimension <= max)?.label ?? 'over 512';

/** A demand as its caller may state it: one dimension for a range. */
export type Stated<Demand extends { readonly dimension: DimensionRange }> = Omit<Demand, 'dimension'> & {
  readonly dimension: number | DimensionRange;
};

/** A range of dimensions, or one alone, as a range. */
export const dimensionRange = (given: number | DimensionRange): DimensionRange =>
  typeof given === 'number' ? { min: given, max: given } : given;

/**
 * The strata that a range reaches, cut down to it.
 *
 * @throws RangeError unless min and max are integers with 1 ≤ min ≤ max
 */
export const dimensionStrataWithin = ({ min, max }: DimensionRange): readonly DimensionStratum[] => {
  if (!(Number.isInteger(min) && Number.isInteger(max) && min >= 1 && max >= min)) {
    throw new RangeError(`dimension: must be integers with 1 ≤ min ≤ max, got min = ${min}, max = ${max}`);
  }
  const cut = dimensionStrata
    .filter((stratum) => stratum.min <= max && stratum.max >= min)
    .map((stratum) => ({ ...stratum, min: Math.max(stratum.min, min), max: Math.min(stratum.max, max) }));
  return max > 512 ? [...cut, { label: 'over 512', min: Math.max(513, min), max, weight: 1 }] : cut;
};

/** A dimension: first its stratum, then one of its members, each equally likely. */
export const drawDimension = (strata: readonly DimensionStratum[], random: Random): number => {
  const { min, max } = weightedOneOf(random, strata);
  return integerBetween(random, min, max);
};
