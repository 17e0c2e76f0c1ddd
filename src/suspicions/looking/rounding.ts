import { unitRoundoffOf } from '../../linalg/rounding.ts';
import type { Precision } from '../../types/rule.ts';

/** The probability that a right rule is suspected by a share of cases, at most. */
export const falseAlarm = 1e-3;

/** Fewer decided cases than this raise no suspicion that is about a share. */
export const leastDecided = 200;

/**
 * What is a difference and no noise, relative to the largest |Δᵢ|: 2⁻²⁰, the share below which a step of an identity
 * decides, and in single precision 2⁻⁶; what it is compared with differs by shares of one.
 */
export const plainShare = (precision: Precision): number => (precision === 'float64' ? 2 ** -20 : 2 ** -6);

/**
 * What is no turn of Δᵢ, relative to the largest |Δᵢ| and |θᵢ|: 2⁻¹⁶ of the one, which is above what a state in single
 * precision does to it, and 8u of the other, where Δᵢ is θ′ᵢ − θᵢ.
 */
export const wiggle = (terms: {
  readonly precision: Precision;
  readonly size: number;
  readonly theta: number;
}): number => 2 ** -16 * terms.size + 8 * unitRoundoffOf(terms.precision) * terms.theta;

/** The greatest exponent of a fall: nothing that is meant to be scale-invariant comes near to it by rounding. */
export const leastFall = -0.1;

/** How far exponents over factors of 2¹⁰ may be apart and count as the same: a factor of 1.15 in ten octaves. */
export const exponentSpread = 0.02;
