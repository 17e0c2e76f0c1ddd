import { denseEntryRoundings, gamma } from '../linalg/rounding.ts';

/**
 * What M g may differ from y, relative to B|g| with B = |y||y|ᵀ/(yᵀg) + |S| + α(I + |g||g|ᵀ/(gᵀg)): γ of the roundings
 * of an entry of a dense metric, `denseEntryRoundings`, and of its common factor α* (two norms of 7u, a cosine of
 * 8u, two quotients). Source: A5.
 */
export const mapsToTolerance = gamma(denseEntryRoundings + 24);
