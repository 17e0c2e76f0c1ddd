/**
 * 2⁻⁷: a gradient that changes by no more than this share of its norm along a run counts as constant, so that a step
 * against it cannot be blamed on the size of the steps.
 */
export const constantGradientShare = 2 ** -7;

/**
 * Bound on the error of cos ψ = yᵀΔ/(‖y‖‖Δ‖) where yᵀΔ is known to within `bound`: y and Δ carry the errors that the
 * bound stands for, and those change ‖y‖‖Δ‖ by at most the same share, hence twice bound/(‖y‖‖Δ‖).
 *
 * @param norms ‖y‖‖Δ‖
 */
export const cosineRoundoff = (bound: number, norms: number): number => (2 * bound) / norms;
