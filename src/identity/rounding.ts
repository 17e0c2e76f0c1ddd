import { leastPositive, unitRoundoff, unitRoundoffOf } from '../linalg/rounding.ts';
import type { Precision } from '../types/rule.ts';

/**
 * What rounding can do to |Δᵢ − Δ′ᵢ| of two computations of the same formula, before errors of the input are counted: D +
 * 8(n + 1) roundings at step n in either of them, relative to the largest |Δ| so far, the loss of bias corrections 1 − βᵗ,
 * 8u β/(1 − β) for every rate, and 4u|θᵢ| where Δ is a difference of parameters.
 */
export const formulaNoise = (terms: {
  readonly dimension: number;
  readonly step: number;
  readonly largest: number;
  readonly theta: number;
  readonly rates: readonly number[];
  readonly precision: Precision;
}): number => {
  const u = unitRoundoffOf(terms.precision);
  const roundings = 2 * (terms.dimension + 8 * (terms.step + 1));
  const lost = terms.rates.reduce((sum, b) => sum + (b >= 0 && b < 1 ? b / (1 - b) : 0), 0);
  return (roundings + 8 * lost) * u * terms.largest + 4 * u * terms.theta + roundings * leastPositive;
};

/** How far inputs are moved to see what errors of theirs do, 4u, and what the answer is multiplied by: 64. */
export const inputShift = 4 * unitRoundoff;
export const spreadFactor = 64;

/** A step decides where its noise is at most 2⁻²⁰ of its largest |Δᵢ|; 2⁻⁶ in single precision and below. */
export const decidedShare = (precision: Precision): number => (precision === 'float64' ? 2 ** -20 : 2 ** -6);

/** The share of steps that have to decide before two rules are called equal. */
export const decidedSteps = 0.9;

/** Differences beyond 2⁻¹⁰ of the largest |Δᵢ|, at four steps and an eighth of all: no rounding that could count does that. */
export const plainShare = 2 ** -10;
export const plainSteps = 4;

/** In a closed loop nothing is looked at more closely that is apart by a thousandth of Δ at some step. */
export const loopShare = 2 ** -10;

/**
 * Mean squared residuals after the first iterations of a fit: above `near` it is given up, below `close` it is worth a second
 * try; and at its end, 10⁻⁶ each.
 */
export const fittedWell = { near: 0.1, close: 1e-3, end: 1e-12 } as const;

/** What residuals that are noise alone come to in a fit: the root of its end. */
export const noiseWeight = 1e-6;

/** Iterations of a fit that may come to nothing, and of one that comes near. */
export const fittingRounds = [8, 60] as const;

/** Points that a fit begins at: the usual values, and the middle of their ranges. */
export const startsToFit = 2;

/** Where a fit that came close ends badly it begins again at the best point of a grid: rates, shares of a logarithmic range. */
export const ratesOnGrid = [0, 0.5, 0.9, 0.99, 0.999] as const;
export const sharesOnGrid = [0, 0.25, 0.5, 0.75, 1] as const;
export const mostOnGrid = 300;

/** Shares of a fitted value within which a shorter number is taken for it, closest first; the comparison decides. */
export const snapping = [1e-9, 1e-6, 1e-4, 1e-2] as const;

/** How far a fitted value that is no short number may be off: 2⁻³⁴ of it. */
export const fittedShare = 2 ** -34;

/** A value is known to six digits where a change by this share of it is seen. */
export const distinguishable = 1e-6;

/** Factors by which a value is changed until it is seen. */
export const widening = [1.001, 1.01, 1.1, 2, 10, 100, 1e4, 1e8] as const;

/** Milliseconds after which a subject is asked no further histories. */
export const mostTime = 4000;

/** Fewer steps that are the same on all histories make no resemblance. */
export const leastSame = 3;

/** Cosine of two first steps from which on one rule may be a multiple of the other: ε and decays turn a step by little. */
export const sameDirection = 0.99;

/** How far beyond the root of the greatest number a gradient is whose square is out of range: 2⁸. */
export const beyondSquares = 2 ** 8;

/** How far from the ends of the range a gradient is that is near them: a step size of any use has room. */
export const withinRange = 2 ** 20;
