import { differenceRoundoff } from '../linalg/rounding.ts';
import type { LossValue } from './lossDrop.ts';
/**
 * For every t the smallest m ≥ 1 with L(θ_{t+m}) < L(θ_t) beyond rounding; null where no later value is below.
 *
 * Source: P8.
 * @param losses L along a run, shape (T)
 * @returns shape (T − 1)
 * Cost: O(T²) in the worst case, O(T) where the loss falls at once.
 */
export const stepWindows = (losses: readonly LossValue[]): readonly (number | null)[] =>
  losses.slice(0, -1).map((now, t) => {
    for (let m = 1; t + m < losses.length; m++) if (fell(now, losses[t + m]!)) return m;
    return null;
  });

/**
 * The smallest w ≥ 1 with L(θ_{t+w}) < L(θ_t) beyond rounding for every t ≤ T − 1 − w, null where there is none.
 *
 * Windows do not add up: w can do where w + 1 does not, as on an oscillation of period w + 1.
 * Source: P8.
 * @param losses L along a run, shape (T)
 * Cost: O(T²).
 */
export const runWindow = (losses: readonly LossValue[]): number | null => {
  for (let w = 1; w < losses.length; w++) {
    let falls = true;
    for (let t = 0; falls && t + w < losses.length; t++) falls = fell(losses[t]!, losses[t + w]!);
    if (falls) return w;
  }
  return null;
};

const fell = (before: LossValue, after: LossValue): boolean => {
  const drop = before.value - after.value;
  return drop > differenceRoundoff(drop, before.bound, after.bound);
};
