import { formatOf, gamma, roundedUp, unitRoundoffOf } from '../linalg/rounding.ts';
import type { Precision } from '../types/rule.ts';
import type { CrossSums, TensorSums } from './step.ts';

/** How the numbers of a record were stored, and how many of its sums were added up. */
export interface Stored {
  readonly precision: Precision;
  readonly rounded: boolean;
}

/**
 * Bound on what rounding did to yᵀΔ: γ of n products and sums in double and the difference Δ, of Σ|yᵢΔᵢ|, which was itself
 * rounded down by as much; n underflows. Products of singles are exact in double, which is not made use of.
 * Where Δ and y were rounded to the precision when they were stored, 2u and u² of the same, and half of the least positive
 * number for each coordinate that may have vanished, times Σ|yᵢ| ≤ √n‖y‖ or Σ|Δᵢ| ≤ √n‖Δ‖ (Cauchy–Schwarz).
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), 3.1.
 */
export const productBound = ({ count, size, yy, dd }: TensorSums, { precision, rounded }: Stored): number => {
  const { unitRoundoff: u, leastPositive } = formatOf(precision);
  const sums = gamma(count + 3);
  const storage = rounded ? 2 * u + u * u : 0;
  const vanished = rounded ? (leastPositive / 2) * Math.sqrt(count) * (Math.sqrt(yy) + Math.sqrt(dd)) : 0;
  return roundedUp((sums + storage) * (1 + 2 * sums) * size + vanished + count * Number.MIN_VALUE);
};

/**
 * ψ below which three sums say nothing of it, √(2γₙ₊₄): an error of γ in cos ψ = 1 − ψ²/2 is one of √(2γ) in ψ = 0. Rounding
 * each of y and Δ once when they were stored turns them by at most u.
 */
export const angleFloor = (count: number, { precision, rounded }: Stored): number =>
  Math.sqrt(2 * gamma(count + 4)) + (rounded ? 2 * unitRoundoffOf(precision) : 0);

/** κ* near 1/u: a metric of such a condition number says nothing at this precision. One sixteenth of 1/u. */
export const illConditioned = (precision: Precision): number => 1 / (16 * unitRoundoffOf(precision));

/**
 * What a logged loss may be off by: sixteen roundings of it in its precision. Losses are computed in single precision at
 * best on most devices, whatever the parameters are stored in, unless those are doubles.
 */
export const lossNoise = (loss: number, precision: Precision): number =>
  16 * unitRoundoffOf(precision === 'float64' ? 'float64' : 'float32') * Math.abs(loss);

/** The drop of a loss is told from its noise where it was predicted to be eight times as large. */
export const tellingDrop = 8;

/** Coordinates of Δ say of a common factor what it is where they are so many times their noise. */
export const tellingFactor = 8;

/** Roundings of θ in one update of a foreign optimizer, at half a unit in the last place each. */
export const parameterRoundings = 4;

/**
 * Bound on what rounding does to |gᵢᵀyⱼ − gⱼᵀyᵢ| where one metric maps every g to its y: θ was rounded up to four times at
 * each update, by u(‖θ‖ + ‖Δ‖)/η in norm; g and y carry four roundings each of the formula that made one of the other;
 * and γ of the sums themselves.
 *
 * @param count n
 */
export const asymmetryBound = (one: CrossSums, other: CrossSums, count: number, stored: Stored): number => {
  const u = unitRoundoffOf(stored.precision);
  const ofUpdate = ({ gg, pp }: CrossSums): number =>
    parameterRoundings * u * (Math.sqrt(pp) + 2 * Math.sqrt(gg)) * (1 + 2 ** -9);
  const sums = gamma(count + 3) + 8 * u;
  return roundedUp(
    ofUpdate(one) * Math.sqrt(other.yy) +
      ofUpdate(other) * Math.sqrt(one.yy) +
      sums * (Math.sqrt(one.gg * other.yy) + Math.sqrt(other.gg * one.yy)),
  );
};

/** Bound on what the same does to gᵀy of one step. */
export const diagonalBound = (one: CrossSums, count: number, stored: Stored): number =>
  asymmetryBound(one, one, count, stored) / 2;
