import { errorRate, shareBounds } from '../arbitrary/shareBounds.ts';
import type { Verdict } from '../types/verdict.ts';

/**
 * Whether at least `share` of all cases hold: verified or falsified, each wrongly with probability at most 10⁻⁹/2, where
 * the bounds of the observed share exclude the other, and inconclusive in between.
 */
export const shareVerdict = (hits: number, cases: number, share: number): Verdict => {
  const [low, high] = shareBounds(hits, cases, errorRate);
  if (high < share) return 'falsified';
  return low >= share ? 'verified' : 'inconclusive';
};
