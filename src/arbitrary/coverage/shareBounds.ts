/** Probability with which a verdict on a share may be wrong. */
export const errorRate = 1e-9;

/**
 * Bounds on a probability q of which k of n independent cases were hits: all q with n·KL(k/n ‖ q) ≤ ln(2/error), where
 * KL(x ‖ q) = x ln(x/q) + (1 − x) ln((1 − x)/(1 − q)).
 *
 * The lower one exceeds q with probability at most error/2, and q the upper one likewise, for every n and q: for
 * x ≥ q the tail P(hits ≥ nx) is at most exp(−n·KL(x ‖ q)), and the mirrored tail for x ≤ q. Intervals that go by the
 * normal approximation, such as Wilson's, err thousands of times as often where q is near 0 or 1.
 *
 * Source: Chernoff, Ann. Math. Stat. 23 (1952); Hoeffding, J. Am. Stat. Assoc. 58 (1963), theorem 1.
 * @param error probability with which q may lie outside, between 0 and 1
 */
export const shareBounds = (hits: number, cases: number, error: number): readonly [number, number] => {
  const share = hits / cases;
  const allowed = Math.log(2 / error) / cases;
  return [
    boundary(0, share, (q) => divergence(share, q) > allowed),
    1 - boundary(0, 1 - share, (q) => divergence(1 - share, q) > allowed),
  ];
};

/** KL(x ‖ q) for 0 < q < 1. */
const divergence = (x: number, q: number): number =>
  (x === 0 ? 0 : x * Math.log(x / q)) + (x === 1 ? 0 : (1 - x) * Math.log((1 - x) / (1 - q)));

/** The greatest double of [low, high] (to rounding) up to which a condition holds that holds on a lower part of it. */
const boundary = (low: number, high: number, holds: (q: number) => boolean): number => {
  let [inside, outside] = [low, high];
  for (;;) {
    const middle = (inside + outside) / 2;
    if (middle <= inside || middle >= outside) return inside;
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
};
