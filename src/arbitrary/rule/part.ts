import type { RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/**
 * What is known of a direction g beside y, from how it was composed, at every point where y is not 0:
 * `aligned`: g = a y, a > 0; `signs`: gᵢ yᵢ ≥ 0, and > 0 for some i; `effective`: yᵀg > 0; `uphill`: yᵀg < 0;
 * `open`: has to be found out. Each of the first three contains the one before.
 */
export type Knowledge = 'aligned' | 'signs' | 'effective' | 'uphill' | 'open';

/** One number of a part: the range it is drawn from, and the simplest value in it. */
export interface PartNumber {
  readonly min: number;
  readonly max: number;
  readonly simple: number;
  readonly scale: 'linear' | 'logarithmic' | 'integer';
}

/** The numbers of one part, by name. */
export type PartValues = Readonly<Record<string, number>>;

/** A transformation of directions of which learning rules are composed. */
export interface Part {
  /** One line with the formula, x the direction that goes in. */
  readonly formula: string;
  readonly numbers: Readonly<Record<string, PartNumber>>;
  /** How often it is drawn. */
  readonly weight: number;
  /** What is known of the result. */
  know(inner: Knowledge, values: PartValues): Knowledge;
  /** Number of vectors of shape (D), all 0 at first, that it keeps between steps. */
  readonly memory: number;
  /** Overwrites x, shape (D), by the result. */
  apply(x: Vector, values: PartValues, context: RuleContext, memory: readonly Vector[]): void;
}

/** What stays known when every coordinate is multiplied by a number > 0 of its own, the same sign for sure. */
export const keepsSigns = (inner: Knowledge): Knowledge =>
  inner === 'aligned' || inner === 'signs' ? 'signs' : 'open';

/** Whether a value lies in the range of a part's number. */
export const isPartValue = ({ min, max, scale }: PartNumber, value: unknown): value is number =>
  typeof value === 'number' &&
  value >= min &&
  value <= max &&
  (scale !== 'integer' || Number.isInteger(value));

/** The value of a number that the part declares. @throws RangeError where it is not there */
export const numberOf = (values: PartValues, name: string): number => {
  const value = values[name];
  if (value === undefined) throw new RangeError(`buildRule: ${name} must be given, got ${name} = undefined`);
  return value;
};
