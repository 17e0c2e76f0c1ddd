import { ordinarySizeOf, squareRange, unitRoundoffOf } from '../../linalg/rounding.ts';
import type { NamedRule, Storage } from '../../types/rule.ts';
import { squaresInRange } from '../transforms/rounding.ts';
/**
 * Whether η∂ᵢL, its product with θᵢ where that is not 0 (multiplicative rules), and the square of ∂ᵢL stay in the normal
 * range of the precision, so that Δᵢ = 0 is no underflow: |∂ᵢL| as in `squaresInRange`, the products at least 2⁻⁵⁰⁰
 * (2⁻⁶⁰ in binary32). And whether η∂ᵢL and a step of length 1 show beside θᵢ, for rules that return θ' − θ: at least
 * 4u|θᵢ|, twice what rounding θᵢ and the difference can swallow, and θᵢ of `ordinarySizeOf` what θ is stored in.
 */
export const displacementInRange = (
  terms: { readonly stepSize: number; readonly gradient: number; readonly theta: number },
  { precision, arithmetic }: Pick<Storage, 'precision' | 'arithmetic'>,
): boolean => {
  const { stepSize, gradient, theta } = terms;
  const factor = theta === 0 ? 1 : Math.min(1, Math.abs(theta));
  return (
    squaresInRange(Float64Array.of(gradient), arithmetic) &&
    stepSize * Math.abs(gradient) * factor >= squareRange(arithmetic).least &&
    stepSize * Math.abs(gradient) >= 4 * unitRoundoffOf(precision) * Math.abs(theta) &&
    Math.abs(theta) <= ordinarySizeOf(precision)
  );
};

/**
 * Units in the last place of θ₀ from which on a displacement is not lost in storing θ′: 16 for each rounding, far more
 * than the half that is needed, since the rule may do a little less there than elsewhere.
 */
export const resolvedUnits = ({ roundings }: Pick<NamedRule, 'roundings'>): number => 16 * roundings;

/**
 * Units in the last place of the largest |θᵢ| from which on η and η‖∇L‖∞ are too large for a step to be lost in storing
 * θ′: 2¹⁴, since rules scale steps by the size of θ times a thousandth (You, Gitman and Ginsburg 2017).
 */
export const surelyResolvedUnits = 2 ** 14;

/** Rungs below the one that is blamed that have to be resolved for a step size to be ruled out as the cause: two strides. */
export const tellingRungs = 8;

/**
 * How far above its own rounding error a fall of the loss has to be before a rule is blamed for standing still: 2¹⁰.
 * A line search compares values of the loss, and may rightly give up where falls drown in rounding.
 */
export const visibleFall = 2 ** 10;

/**
 * Number of steps without a move after which a rule that picks one of D coordinates at random is taken to stand still:
 * 40 D. The chance that a rule that picks uniformly never picks a given coordinate is (1 − 1/D)^(40D) < e⁻⁴⁰.
 */
export const stepsBeforeStandstill = (dimension: number): number => 40 * dimension;
