import { wilsonBounds } from '../arbitrary/cover.ts';
import type { Verdict } from '../types/verdict.ts';

/**
 * Whether at least `share` of all cases hold: verified or falsified where the Wilson interval, at an error rate of
 * 10⁻⁹, excludes the other, and inconclusive in between.
 */
export const shareVerdict = (hits: number, cases: number, share: number): Verdict => {
  const [low, high] = wilsonBounds(hits, cases);
  if (high < share) return 'falsified';
  return low >= share ? 'verified' : 'inconclusive';
};
