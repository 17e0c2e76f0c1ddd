/** A test that may be looked at after every observation. */
export interface SequentialTest {
  /**
   * Takes one more observation.
   * @param x at most 1; @throws RangeError where it is more, or NaN
   */
  observe(x: number): void;
  /** The evidence against E[x] ≥ 0: the wealth of the bets, 1 at the start. */
  evidence(): number;
  /** Whether E[x] ≥ 0 is rejected; it stays so. */
  rejected(): boolean;
  readonly count: () => number;
}

/** Shares of the wealth that are staked; an average over several adapts to the size of the effect. */
const stakes = [1 / 32, 1 / 8, 1 / 4, 1 / 2, 3 / 4] as const;

/**
 * Tests E[xₖ | past] ≥ 0 for observations xₖ ≤ 1, and rejects it falsely with probability at most `falseAlarm`,
 * over all times together.
 *
 * Πₖ (1 − λxₖ) is non-negative for 0 ≤ λ ≤ 1, and under E[x] ≥ 0 a supermartingale that begins at 1: by Ville's
 * inequality it ever reaches 1/falseAlarm with probability at most falseAlarm. So is the average over several λ.
 * Nothing is assumed of how negative x may be.
 *
 * The drop of a loss over L(θ) − min L is such an x, which tests descent in expectation; (success − p)/(1 − p)
 * tests that a share is at least p, and (p − success)/p that it is at most p.
 *
 * Source: P12; Waudby-Smith, Ramdas, J. R. Stat. Soc. B 86 (2024).
 * @param falseAlarm in (0, 1)
 * @throws RangeError unless falseAlarm is in (0, 1)
 * Cost: O(1) an observation.
 */
export const sequentialTest = (falseAlarm: number): SequentialTest => {
  if (!(falseAlarm > 0 && falseAlarm < 1)) {
    throw new RangeError(`sequentialTest: falseAlarm must be in (0, 1), got falseAlarm = ${falseAlarm}`);
  }
  const wealth: number[] = stakes.map(() => 1);
  let observed = 0;
  let done = false;
  const evidence = (): number => wealth.reduce((sum, w) => sum + w, 0) / wealth.length;
  return {
    observe(x) {
      if (!(x <= 1)) throw new RangeError(`sequentialTest: x must be at most 1, got x = ${x}`);
      observed++;
      for (let k = 0; k < wealth.length; k++) wealth[k] = wealth[k]! * (1 - stakes[k]! * x);
      done ||= evidence() >= 1 / falseAlarm;
    },
    evidence,
    rejected: () => done,
    count: () => observed,
  };
};
