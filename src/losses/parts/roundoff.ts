/** u = 2⁻⁵³: |fl(x) − x| ≤ u·min(|x|, |fl(x)|) for every sum and, above underflow, every product. */
export const unitRoundoff = 2 ** -53;

/**
 * An upper bound on the absolute error that underflow adds to one product or quotient: 2⁻¹⁰⁷⁵, raised to a normal
 * number, because arithmetic with subnormal ones is twenty times slower.
 */
export const underflow = 2 ** -1020;

/**
 * γₙ = n u / (1 − n u), so that a product of n factors (1 + δᵢ)^±1, |δᵢ| ≤ u, differs from 1 by at most γₙ.
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), lemma 3.1.
 */
export const gamma = (n: number): number => (n * unitRoundoff) / (1 - n * unitRoundoff);

/**
 * Relative error of `Math.exp`, `log`, `log1p`, `expm1` and `tanh` that is allowed for: 4 units in the last
 * place, 8u. fdlibm, which engines derive theirs from, states less than 1 ulp for the first four.
 */
export const elementaryRoundoff = 8 * unitRoundoff;

/**
 * An upper bound on a sum of non-negative terms that was itself computed in rounded arithmetic: each of fewer
 * than 2³⁰ operations lowered it by a factor of at least 1 − u, and (1 − u)^(2³⁰) ≥ 1 − 2⁻²³ > 1/(1 + 2⁻²⁰).
 */
export const roundedUp = (bound: number): number => bound * (1 + 2 ** -20);
