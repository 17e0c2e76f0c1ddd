import type fc from 'fast-check';
import { effectivePairs, type PairDemand } from '../../src/arbitrary/pair/pair.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';

/**
 * Effective pairs of all angles and scales but those few whose metric has an eigenvalue outside the range of normal
 * doubles, so that eigenvalues and dense forms exist.
 */
export const ordinaryPairs = (demand: PairDemand): fc.Arbitrary<EffectivePair> =>
  effectivePairs(demand).filter(({ gNorm, yNorm, cosine }) => {
    const ratio = Math.log2(yNorm.significand / gNorm.significand) + yNorm.exponent - gNorm.exponent;
    return Math.abs(ratio) - 2 * Math.log2(cosine) < 980;
  });
