import type { Vector } from '../types/vector.ts';

/**
 * ‖v‖ = m √(Σ (vᵢ/m)²), m = maxᵢ |vᵢ|: neither over- nor underflows on the way.
 *
 * The same bits on every engine, which `Math.hypot` does not promise, and without making a list of arguments.
 * Source: the summation is that of Kahan, Comm. ACM 8 (1965).
 *
 * @param v shape (D)
 * @returns 0 for no coordinates; Infinity where one is infinite, else NaN where one is NaN
 * Accuracy: a few u. Cost: O(D), two passes, no allocation.
 */
export const euclideanNorm = (v: Vector): number => {
  let most = 0;
  let broken = false;
  for (let i = 0; i < v.length; i++) {
    const size = Math.abs(v[i]!);
    if (Number.isNaN(size)) broken = true;
    else if (size > most) most = size;
  }
  if (most === Number.POSITIVE_INFINITY) return most;
  if (broken) return Number.NaN;
  if (most === 0) return 0;
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < v.length; i++) {
    const share = v[i]! / most;
    const term = share * share - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  return Math.sqrt(sum) * most;
};
