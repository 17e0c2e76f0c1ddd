import { formatOf, leastPositiveOf, squareRange, unitRoundoffOf } from '../../linalg/rounding.ts';
import type { Precision } from '../../types/rule.ts';

/**
 * Whether the squares of all coordinates, and sums of up to 10⁶ of them, stay in the normal range of the precision,
 * so that √Σv² and v/√v² are what they are in exact arithmetic: 2⁻⁵⁰⁰ ≤ max|vᵢ| ≤ 2⁵⁰⁰ (2⁻⁶⁰ … 2⁵⁰ in binary32).
 */
export const squaresInRange = (values: Float64Array, precision: Precision): boolean => {
  const { least, greatest } = squareRange(precision);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest >= least && largest <= greatest;
};

/**
 * Whether the square of every coordinate that is not 0 stays in the range of `squaresInRange`, so that rules which treat
 * coordinates one by one neither over- nor underflow.
 */
export const eachSquareInRange = (values: Float64Array, precision: Precision): boolean => {
  const { least, greatest } = squareRange(precision);
  return values.every((value) => value === 0 || (Math.abs(value) >= least && Math.abs(value) <= greatest));
};
/**
 * Bound on |Δᵢ − Δ′ᵢ| of two computations of the same displacement, each of at most D + 8(n + 1) roundings relative to
 * the largest |Δᵢ| that has occurred so far: a reduction over D coordinates, and eight operations a step; both err, and
 * each underflows at most as often.
 *
 * @param terms.step n from 0 @param terms.largest the largest |Δᵢ| so far in either computation
 */
export const comparedUpdateBound = (terms: {
  readonly dimension: number;
  readonly step: number;
  readonly precision: Precision;
  readonly largest: number;
}): number => {
  const roundings = terms.dimension + 8 * (terms.step + 1);
  return 2 * roundings * (unitRoundoffOf(terms.precision) * terms.largest + leastPositiveOf(terms.precision));
};

/**
 * What rounding can do to a displacement that is computed as fl(θ + Δ) − θ, in each of two runs: 4u|θᵢ|.
 */
export const parameterRoundoff = (theta: number, precision: Precision): number =>
  4 * unitRoundoffOf(precision) * theta;

/**
 * Magnitudes whose fourth powers, divided or multiplied by as much again, stay in the normal range: within 2^±200 in
 * binary64, 2^±25 in binary32 and 2^±3 in binary16, so that a change of scale by a power of two commutes with every
 * rounding.
 */
export const scalableRange = (
  precision: Precision,
): { readonly least: number; readonly greatest: number } => {
  const exponent = scalableExponents[precision];
  return { least: 2 ** -exponent, greatest: 2 ** exponent };
};

const scalableExponents = { float64: 200, float32: 25, bfloat16: 25, float16: 3 } as const;

/**
 * Gradients that are far beyond all others, and beyond constants up to 1 in a rule's code: 2⁴⁰ times, and 2⁸⁰ times
 * (2²⁴ and 2⁴⁰ in binary32), so that averages with weights down to 2⁻¹⁶ are theirs in either case. Fifth powers up to
 * `greatest` stay in range in binary64, squares in binary32.
 */
export const saturationRange = (
  precision: Precision,
): { readonly beyond: number; readonly factor: number; readonly greatest: number } =>
  precision === 'float64'
    ? { beyond: 2 ** 40, factor: 2 ** 40, greatest: 2 ** 200 }
    : { beyond: 2 ** 24, factor: 2 ** 16, greatest: 2 ** 48 };

/**
 * How far apart two displacements near the same limit may be: half of the smaller. Rules that reach their limit are
 * within 2⁻⁸ of it in `saturationRange`, and |∂ᵢL|ᵖ has grown beyond that from p = 1/64 on (1/27 in binary32).
 */
export const saturated = (smaller: number): number => smaller / 2;

/** What is left of earlier steps beside a limit that happens to be 0, and of sums that cancel: 2⁻¹⁰ of the largest |Δᵢ|. */
export const saturationNoise = (largest: number): number => 2 ** -10 * largest;

/**
 * Relative accuracy at which a step counts as that of gradient descent: 2⁻¹⁰ (2⁻⁶ in binary32). Difference quotients of
 * a linear loss at the origin lose half of the digits at worst; a factor that is off, such as that of a batch, shows.
 */
export const calibrationAccuracy = (precision: Precision): number =>
  precision === 'float64' ? 2 ** -10 : 2 ** -6;

/**
 * A power of two w such that multiples of w up to twice the given magnitude, and sums of two of them, are exact: the
 * magnitude lies between 2²¹ w and 2²² w in binary32, whose 24 bits that uses up (from 2⁵ w and 2⁸ w on where there are 8
 * and 11), and between 2²² w and 2²³ w in binary64; that of 1 for 0.
 */
export const gridWidth = (magnitude: number, precision: Precision): number => {
  const bits = gridBits(precision);
  return magnitude === 0 ? 2 ** -bits : 2 ** (Math.floor(Math.log2(magnitude)) - bits);
};

/** The b such that the grid of `gridWidth` has 2ᵇ … 2ᵇ⁺¹ steps up to its magnitude. */
export const gridBits = (precision: Precision): number => Math.min(22, formatOf(precision).bits - 3);

/**
 * Magnitudes that a precision holds with all its digits, also after a change of scale by a power of two within them: its
 * normal range.
 */
export const normalRange = (precision: Precision): { readonly least: number; readonly greatest: number } => {
  const { leastExponent, greatest } = formatOf(precision);
  return { least: 2 ** leastExponent, greatest };
};

/**
 * Up to which share of a displacement storing θ′ may change it for two of them to be compared: a quarter, so that half of
 * a step, or twice one, is told from a whole one.
 */
export const storedShare = 1 / 4;

/**
 * |Δᵢ| up to which its sign may be that of rounding errors where a rule computes it as fl(f(θᵢ)) − θᵢ with an f of up
 * to sixteen roundings: 16u|θᵢ|.
 */
export const signRoundoff = (theta: number, precision: Precision): number =>
  16 * unitRoundoffOf(precision) * Math.abs(theta);

/**
 * Whether noise is so small a share of a displacement that staying within it counts as agreement: 2⁻²⁰ of the largest
 * |Δᵢ| so far in binary64, 2⁻⁶ in binary32, 2⁻³ in sixteen bits. Formulas such as 1 − βᵗ lose up to thirteen bits, and the factor of safety
 * of `spreadFactor` takes eight more; where a rule loses much more than that, as the sign of a sum near 0 does,
 * nothing is decided.
 */
export const smallNoise = (largest: number, precision: Precision): number => smallShares[precision] * largest;

const smallShares = { float64: 2 ** -20, float32: 2 ** -6, bfloat16: 2 ** -3, float16: 2 ** -3 } as const;

/**
 * Bound, relative to |Δᵢ|, on what two ways to compute corrections 1 − βᵗ differ by: 8u Σ β/(1 − β) over the hyperparameters
 * β in [0, 1), some of which are decay rates.
 *
 * βᵗ by t products is off by tuβᵗ, and tβᵗ/(1 − βᵗ) ≤ β/(1 − β) at every t ≥ 1; β itself rounded to the precision adds
 * as much, and so does 1 − β beside it; both computations err. Moving β by a few u does not show this: neighbours of
 * β have nearly the same errors, and averages with weights 1 − β cancel the rest.
 *
 * @param hyperparameters where there are none they are unknown: one β of 0.9999, the largest in common use, is assumed
 */
export const correctionRoundoff = (hyperparameters: readonly number[], precision: Precision): number => {
  const rates = hyperparameters.length > 0 ? hyperparameters : [0.9999];
  const loss = rates.reduce((sum, beta) => sum + (beta >= 0 && beta < 1 ? beta / (1 - beta) : 0), 0);
  return 8 * unitRoundoffOf(precision) * loss;
};

/**
 * What rounding of a direction computed from numbers of size 1, such as 2/(1 + e^{∂ᵢL}) − 1, does to Δᵢ = η gᵢ: 16uη.
 */
export const directionRoundoff = (stepSize: number, precision: Precision): number =>
  16 * unitRoundoffOf(precision) * stepSize;
