import { unitRoundoff } from '../../linalg/rounding.ts';

/**
 * How far an entry of a gradient may be from the slope of the value before the loss is called wrong: a thousandth of
 * either, and 2⁻¹⁸ of the largest entry, so that gradients in single precision (unit 2⁻²⁴, some sixty roundings) and
 * careful difference quotients pass.
 */
export const gradientDisagreement = (entry: number, slope: number, largest: number): number =>
  2 ** -10 * Math.max(Math.abs(entry), Math.abs(slope)) + 2 ** -18 * largest;

/**
 * Relative error that every intermediate of a loss without a bound of its own is assumed to stay within: 1024
 * roundings. An assumption about code that no one has analysed, not a bound.
 */
export const assumedRoundings = 1024 * unitRoundoff;
