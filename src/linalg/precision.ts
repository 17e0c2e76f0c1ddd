import type { Precision } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { formatOf, integerShift } from './rounding.ts';

/** The distance of x from the next number of the precision away from 0: 2^(⌊log₂|x|⌋ − bits + 1), and the least positive one at and around 0. */
export const unitInTheLastPlace = (x: number, precision: Precision): number => {
  const { bits, leastExponent } = formatOf(precision);
  return 2 ** (Math.max(exponentOf(Math.abs(x)), leastExponent) + 1 - bits);
};

/**
 * x rounded once to the precision, to nearest and ties to even; ±∞ from half a unit beyond its greatest number on.
 *
 * Source: IEEE 754-2019, 4.3.1. Accuracy: exact.
 */
export const roundedTo = (x: number, precision: Precision): number => {
  if (precision === 'float64') return x;
  if (precision === 'float32') return Math.fround(x);
  const size = Math.abs(x);
  if (!(size > 0 && size < Number.POSITIVE_INFINITY)) return x;
  const unit = unitInTheLastPlace(size, precision);
  // Quotient and product are by a power of two; between them double precision itself rounds to a whole number.
  const rounded = (size / unit + integerShift - integerShift) * unit;
  const bounded = rounded > formatOf(precision).greatest ? Number.POSITIVE_INFINITY : rounded;
  return x < 0 ? -bounded : bounded;
};

/** Whether a precision has sixteen bits: too coarse for what is asked of doubles and singles. */
export const isHalf = (precision: Precision): boolean => formatOf(precision).bits < formatOf('float32').bits;

/** The precision of the larger roundings. */
export const coarser = (one: Precision, other: Precision): Precision =>
  formatOf(one).bits < formatOf(other).bits ? one : other;

/** Each entry rounded to the precision, in the same array. */
export const roundAll = (values: Vector, precision: Precision): Vector => {
  if (precision === 'float64') return values;
  for (let i = 0; i < values.length; i++) values[i] = roundedTo(values[i]!, precision);
  return values;
};

/** ⌊log₂ x⌋, and −∞ of 0. `Math.log2` is off by a rounding beside powers of two. */
const exponentOf = (x: number): number => {
  const near = Math.floor(Math.log2(x));
  if (2 ** near > x) return near - 1;
  return 2 ** (near + 1) <= x ? near + 1 : near;
};
