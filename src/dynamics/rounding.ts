import { mapsToTolerance } from '../certify/rounding.ts';
import { roundedTo, unitInTheLastPlace } from '../linalg/precision.ts';
import { gamma, leastPositiveOf, unitRoundoff, unitRoundoffOf } from '../linalg/rounding.ts';
import type { Precision, Storage } from '../types/rule.ts';

/**
 * |Δᵢ − Δᵢ*| of a rule that works out θ' and returns θ' − θ: eight roundings of numbers no larger than 2|θᵢ|, where
 * θ' is near θ, as it is for small steps; and the least positive number, to which θᵢ itself may underflow in binary32.
 */
export const displacementRoundoff = (theta: number, precision: Precision): number =>
  16 * unitRoundoffOf(precision) * Math.abs(theta) + leastPositiveOf(precision);

/**
 * |fl(θ') − θ'| of a rule that stores θ': half a unit in the last place of the greater of θ and θ', and 2⁻¹⁰ units
 * more, for an addition in a finer precision that is rounded to this one afterwards, and for Δ = θ' − θ in double.
 * So much may each of the roundings of one update add.
 */
export const storageRoundoff = (theta: number, next: number, precision: Precision): number =>
  (1 / 2 + 2 ** -10) * unitInTheLastPlace(Math.max(Math.abs(theta), Math.abs(next)), precision);

/**
 * |Δᵢ| of a rule that rests, where it hands back θ' in several roundings: each but one may leave θᵢ a unit off, if what is
 * between them is undone. 0 of one rounding, and of a rule that hands back Δ.
 */
export const restRoundoff = (
  { theta, stored }: { readonly theta: Float64Array; readonly stored?: Float64Array },
  i: number,
  { precision, roundings }: Pick<Storage, 'precision' | 'roundings'>,
): number => (stored ? (roundings - 1) * unitInTheLastPlace(theta[i]!, precision) : 0);

/**
 * Whether Δ may have been made as θ' − θ: then it is exact where ½ ≤ θ'ᵢ/θᵢ ≤ 2, and a multiple of half the spacing of
 * the numbers at θᵢ, u2ᵉ with 2ᵉ ≤ |θᵢ|. A Δ with digits below a quarter of that was made otherwise. Below double
 * precision θ' is a number of it while θ need not be: then θᵢ + Δᵢ is one, up to a rounding in double precision.
 *
 * Source: Sterbenz, Floating-Point Computation (1974). Cost: O(D)
 */
export const mayBeDifference = (theta: Float64Array, delta: Float64Array, precision: Precision): boolean => {
  for (let i = 0; i < theta.length; i++) {
    const grid = 2 ** (Math.floor(Math.log2(Math.abs(theta[i]!))) - 2) * unitRoundoffOf(precision);
    if (!(grid > 0) || delta[i]! % grid === 0) continue;
    if (precision === 'float64') return false;
    const next = theta[i]! + delta[i]!;
    if (!(Math.abs(roundedTo(next, precision) - next) <= 2 * unitRoundoff * Math.abs(theta[i]!)))
      return false;
  }
  return true;
};

/**
 * Bound on |fl(yᵀΔ) − yᵀΔ*|, where Δ* is what a rule means and Δ what it returns in floating point, componentwise:
 * Σᵢ rᵢ|Δᵢ| + k u (ŷᵢ|Δᵢ| + |yᵢ|Δ̂ᵢ) + |yᵢ|eᵢ + D·2⁻¹⁰⁷⁴ with k = D + 8(n + 1) and u of the arithmetic.
 *
 * eᵢ is what storing θ' has changed of Δᵢ, where the rule hands back θ', and what θ' itself is off by; else it is the
 * `displacementRoundoff` where Δ `mayBeDifference` of θ' and θ, or 0.
 * rᵢ bounds the rounding error of yᵢ. The dot product rounds D times. A rule makes Δᵢ from the gradients up to step n
 * in at most eight roundings a step, each relative to an intermediate result no greater than the largest |Δᵢ| so far
 * (Δ̂ᵢ) or linear in the largest |yᵢ| so far (ŷᵢ): averages and momenta cancel, and lose accuracy relative to their terms.
 *
 * A normwise bound would be exceeded by coordinate descent, which leaves most coordinates exactly as they are.
 *
 * Cost: O(D)
 */
export const updateProductBound = (terms: {
  readonly theta: Float64Array;
  readonly y: Float64Array;
  readonly gradientRoundoff: Float64Array;
  readonly delta: Float64Array;
  /** ŷ, shape (D). */
  readonly largestY: Float64Array;
  /** Δ̂, shape (D). */
  readonly largestDelta: Float64Array;
  /** n from 0. */
  readonly step: number;
  /** What θ' is stored in, and what Δ is computed in. */
  readonly precision: Precision;
  readonly arithmetic: Precision;
  /** As a step has it. */
  readonly stored: Float64Array | undefined;
}): number => {
  const { y, gradientRoundoff, delta, largestY, largestDelta } = terms;
  const relative = (y.length + 8 * (terms.step + 1)) * unitRoundoffOf(terms.arithmetic);
  let bound = y.length * Number.MIN_VALUE;
  const off = differenceOf(terms);
  if (off) for (let i = 0; i < y.length; i++) bound += Math.abs(y[i]!) * off(i);
  for (let i = 0; i < y.length; i++) {
    const moved = Math.abs(delta[i]!);
    bound += gradientRoundoff[i]! * moved;
    bound += relative * (largestY[i]! * moved + Math.abs(y[i]!) * largestDelta[i]!);
  }
  return bound;
};

/**
 * What Δᵢ = θ'ᵢ − θᵢ is off by beside the rounding of the displacement itself: where a rule hands back θ' or may have
 * done so before it took the difference; undefined where Δ was made otherwise.
 */
export const differenceOf = (terms: {
  readonly theta: Float64Array;
  readonly delta: Float64Array;
  readonly stored: Float64Array | undefined;
  readonly precision: Precision;
  readonly arithmetic: Precision;
}): ((i: number) => number) | undefined => {
  const { theta, delta, stored, precision, arithmetic } = terms;
  if (stored) return (i) => stored[i]! + displacementRoundoff(theta[i]!, arithmetic);
  return mayBeDifference(theta, delta, precision)
    ? (i) => displacementRoundoff(theta[i]!, precision)
    : undefined;
};

/**
 * Bound on |fl(θ + Δ) − (θ + Δ*)| for each coordinate, Δ* what the rule means: 8u(|θ'ᵢ| + |Δᵢ|), one rounding of the
 * sum and at most seven of Δᵢ.
 *
 * Below double precision 8u is that of the arithmetic, storing θ' adds the `storageRoundoff` of each rounding, and the
 * gradient, rounded before it was shown, up to 4u|Δᵢ| of the storage: an average of gradients may weigh some twice.
 */
export const iterateRoundoff = (
  step: {
    readonly theta: Float64Array;
    readonly next: Float64Array;
    readonly delta: Float64Array;
    readonly stored?: Float64Array;
  },
  { precision, arithmetic, roundings }: Storage,
): Float64Array => {
  const { theta, next, delta, stored } = step;
  const u = unitRoundoffOf(arithmetic);
  const radius = next.map((value, i) => 8 * u * (Math.abs(value) + Math.abs(delta[i]!)));
  if (precision === 'float64' && !stored) return radius;
  const ofGradient = precision === 'float64' ? 0 : 4 * unitRoundoffOf(precision);
  return radius.map((value, i) => {
    const storing = stored?.[i] ?? roundings * storageRoundoff(theta[i]!, next[i]!, precision);
    return value + storing + ofGradient * Math.abs(delta[i]!);
  });
};

/**
 * What M g may differ from y where M is applied without its entries, relative to B|g| as in `mapsToTolerance`: the
 * three terms of M g come from two dot products of D terms, in at most D + 32 roundings each.
 */
export const matrixFreeTolerance = (dimension: number): number => gamma(dimension + 32);

/**
 * What κ of a dense metric of small dimension may come to where κ* is meant: rounding M by a relative perturbation e
 * of its largest eigenvalue moves the smallest by up to κ*e of itself, so that κ ≤ κ*(1 + e)/(1 − κ*e), e = 64γ₃₃.
 * Infinity where there is no such bound.
 */
export const conditionNumberBound = (conditionNumber: number): number => {
  const perturbation = 64 * mapsToTolerance;
  const left = 1 - conditionNumber * perturbation;
  return left > 0 ? (conditionNumber * (1 + perturbation)) / left : Number.POSITIVE_INFINITY;
};
