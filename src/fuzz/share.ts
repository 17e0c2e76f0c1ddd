import type { Verdict } from '../types/verdict.ts';

/** Normal quantile of the error rate 10⁻⁹ (two-sided), at which a share is decided. */
const quantile = 6.109;

/**
 * The Wilson interval of a share: (p̂ + z²/2n ± z√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n).
 * Source: Wilson, J. Amer. Statist. Assoc. 22 (1927).
 */
export const wilsonInterval = (
  hits: number,
  cases: number,
): { readonly low: number; readonly high: number } => {
  const p = hits / cases;
  const z2 = quantile * quantile;
  const centre = p + z2 / (2 * cases);
  const spread = quantile * Math.sqrt((p * (1 - p)) / cases + z2 / (4 * cases * cases));
  const scale = 1 + z2 / cases;
  return { low: (centre - spread) / scale, high: (centre + spread) / scale };
};

/**
 * Whether at least `share` of all cases hold: verified or falsified where the interval excludes the other, and
 * inconclusive in between.
 */
export const shareVerdict = (hits: number, cases: number, share: number): Verdict => {
  const { low, high } = wilsonInterval(hits, cases);
  if (high < share) return 'falsified';
  return low >= share ? 'verified' : 'inconclusive';
};
