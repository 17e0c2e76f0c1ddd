import { unitRoundoff } from '../linalg/rounding.ts';

/** How far λ = −Δᵢ/(ηθᵢ) may differ between coordinates and runs: some roundings of products and of a sum. */
export const decayRoundoff = (lambda: number): number => 16 * unitRoundoff * Math.abs(lambda);
