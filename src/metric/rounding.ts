import { denseEntryRoundings, gamma } from '../linalg/rounding.ts';

/** cos ψ down to which 1/c² and κ* ≤ 4/c² are doubles: 2⁻⁵⁰⁰. */
export const leastMetricCosine = 2 ** -500;

/** α/α* beyond which κ ≥ max(ρ, 1/ρ) is of no use and its products leave the range of doubles. */
export const metricRatioRange = { least: 2 ** -500, greatest: 2 ** 500 } as const;

/**
 * The least π/2 − ψ at which the optimal metric is positive definite after rounding, whatever its dimension:
 * λmin = α*(1 − s) ≥ α*δ²/2·(1 − δ²/12) against γ‖B‖ ≤ 3γα*, that is δ ≥ √(6γ) and a little.
 * Source: A3.
 */
export const denseAngleLimit = Math.sqrt(6 * gamma(denseEntryRoundings)) * (1 + 2 ** -20);

/** Exponents of eigenvalues above which no entry that matters to definiteness is subnormal: 2⁻⁹⁰⁰. */
export const normalExponent = -900;

/**
 * |uᵀg| of a vector at right angles to g whose coordinates were each rounded a few times: γ_{4(D+8)}|u|ᵀ|g|, which
 * allows for a projection u − g(gᵀu)/(gᵀg) with plain dot products.
 */
export const basisOrthogonality = (dimension: number): number => gamma(4 * (dimension + 8));

/**
 * Exponent of α* from which the rounded entries of a dense metric keep the digits that M g = y is judged by: 2⁻¹⁰²² is
 * the least normal number, and terms 2⁵³ times as large cancel in an entry.
 */
export const denseExponentFloor = -1022 + 53;
