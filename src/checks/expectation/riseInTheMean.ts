import type { LossDrop } from '../../dynamics/lossDrop.ts';
import { sequentialTest } from '../../dynamics/sequentialTest.ts';
import type { Running } from '../../types/run.ts';

/** How many times the largest change of the loss among the pilot draws a single fall may be. */
const reach = 4;

/** The test gives up after this many draws. */
const mostDraws = 1 << 14;

/** A rise of the mean loss that a sequential test has established. */
export interface RiseInTheMean {
  /** Mean drop of the loss over the draws; below 0. */
  readonly measured: number;
  /** Mean bound on the rounding error of a drop. */
  readonly noiseFloor: number;
  readonly drawn: number;
}

/**
 * Whether E[L(θ) − L(θ')] < 0, by a test that rejects a mean drop of 0 or more falsely with probability at most
 * `falseAlarm` as long as no single drop exceeds c, four times the largest change among the pilot draws. A draw that
 * does exceed it ends the test undecided: how much falls on rarer outcomes cannot be learnt by drawing.
 *
 * Each drop counts as (drop + its rounding bound)/c ≤ 1.
 *
 * Source: P12; {@link sequentialTest}.
 * @param options.pilot drops by which c is chosen, independent of those tested
 * @param options.drops the fresh drops from an index on; undefined where they decide nothing
 * @returns undefined where the test is undecided after 2¹⁴ draws
 */
export function* riseInTheMean(options: {
  readonly pilot: readonly LossDrop[];
  readonly drops: (from: number) => Running<readonly LossDrop[] | undefined>;
  readonly falseAlarm: number;
}): Running<RiseInTheMean | undefined> {
  const { pilot, drops, falseAlarm } = options;
  const ceiling = reach * pilot.reduce((most, { drop }) => Math.max(most, Math.abs(drop)), 0);
  const test = sequentialTest(falseAlarm);
  let [sum, rounding] = [0, 0];
  for (let from = pilot.length; test.count() < mostDraws; ) {
    const fresh = yield* drops(from);
    if (!fresh?.length) return undefined;
    from += fresh.length;
    for (const { drop, bound } of fresh) {
      const x = (drop + bound) / ceiling;
      if (!(x <= 1)) return undefined;
      test.observe(x);
      sum += drop;
      rounding += bound;
      if (!test.rejected()) continue;
      const drawn = test.count();
      return { measured: sum / drawn, noiseFloor: rounding / drawn, drawn };
    }
  }
  return undefined;
}
