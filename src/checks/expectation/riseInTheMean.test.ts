import { describe, expect, it } from 'vitest';
import type { LossDrop } from '../../dynamics/lossDrop.ts';
import { runAtOnce, trajectories } from '../../dynamics/running.ts';
import { seededRandom } from '../../linalg/seeded.ts';
import type { Running } from '../../types/run.ts';
import { riseInTheMean } from './riseInTheMean.ts';

function* made<Drops>(drops: Drops): Running<Drops> {
  yield* trajectories([]);
  return drops;
}

const exactly = (drop: number): LossDrop => ({ drop, bound: 0 });

/** Draws of one distribution, pilot first. */
const drawn = (draw: (uniform: number) => LossDrop, seed: number) => {
  const random = seededRandom(seed, 'drops');
  const several = (count: number): readonly LossDrop[] => Array.from({ length: count }, () => draw(random()));
  return { pilot: several(256), drops: () => made(several(256)) };
};

describe('riseInTheMean({ pilot, drops, falseAlarm })', () => {
  it('sees a mean rise of a tenth of the spread, whatever the seed', () => {
    for (let seed = 0; seed < 20; seed++) {
      const found = runAtOnce(
        riseInTheMean({
          ...drawn((u) => exactly(u < 0.45 ? 1 : -1), seed),
          falseAlarm: 1e-9,
        }),
      );
      expect(found?.measured).toBeLessThan(0);
    }
  });

  it('rejects fair coins in no more than its share of runs', () => {
    const runs = 200;
    let rejected = 0;
    for (let seed = 0; seed < runs; seed++) {
      const fair = drawn((u) => exactly(u < 0.5 ? 1 : -1), seed);
      if (runAtOnce(riseInTheMean({ ...fair, falseAlarm: 0.05 }))) rejected++;
    }
    // P(more than 26 of 200 at 5 %) is below 10⁻⁵.
    expect(rejected).toBeLessThanOrEqual(26);
    expect(rejected).toBeGreaterThan(0);
  });

  it('is undecided where a fall exceeds four times what the pilot draws showed', () => {
    const rare = (from: number) => made([exactly(-1), exactly(from > 256 ? 5 : -1)]);
    expect(
      runAtOnce(riseInTheMean({ pilot: [exactly(-1), exactly(1)], drops: rare, falseAlarm: 1e-9 })),
    ).toBeDefined();
    expect(
      runAtOnce(riseInTheMean({ pilot: [exactly(-1)], drops: () => made([exactly(5)]), falseAlarm: 1e-9 })),
    ).toBeUndefined();
  });

  it('does not count what rounding can explain', () => {
    const rounded = drawn((u) => ({ drop: u < 0.45 ? 1 : -1, bound: 0.2 }), 1);
    expect(runAtOnce(riseInTheMean({ ...rounded, falseAlarm: 1e-9 }))).toBeUndefined();
  });

  it('is undecided where the draws decide nothing', () => {
    expect(
      runAtOnce(riseInTheMean({ pilot: [exactly(-1)], drops: () => made(undefined), falseAlarm: 1e-9 })),
    ).toBeUndefined();
  });
});
