import { describe, expect, it } from 'vitest';
import { seededRandom } from '../linalg/seeded.ts';
import type { Loss } from '../types/loss.ts';
import { descentThreshold } from './descentThreshold.ts';

/** A loss on the line that is `rise(x)` above its value at the origin, exact unless it says otherwise. */
const line = (rise: (x: number) => number, roundoff = 0): Loss => ({
  name: 'line',
  dimension: 1,
  facts: {
    convex: false,
    smooth: false,
    network: false,
    stochastic: false,
    timeVarying: false,
    degree: Number.POSITIVE_INFINITY,
  },
  value: ([x]) => (x === 0 ? 0 : rise(x!)),
  gradient: () => Float64Array.of(Number.NaN),
  roundoff: () => ({ value: roundoff, gradient: Float64Array.of(Number.NaN) }),
});

const along = (loss: Loss, start: number, accuracy: number) =>
  descentThreshold(loss, Float64Array.of(0), Float64Array.of(1), { start, accuracy });

describe('descentThreshold(loss, theta, direction, search)', () => {
  it('brackets by a fall and a rise that are certain, whatever lies between', () => {
    // Falls up to 1, level with the start up to 1 + width, rises from there.
    const random = seededRandom(1, 'plateaus');
    for (const roundoff of [0, 1e-9]) {
      for (let k = 0; k < 60; k++) {
        const width = k % 2 === 0 ? 3 * random() : random() / 8;
        const loss = line((x) => (x < 1 ? -1 : x <= 1 + width ? 0 : 1), roundoff);
        const { falls, rises } = along(loss, 1e-3 + 0.9 * random(), 1e-12)!;
        expect(falls).toBeLessThan(1);
        expect(rises).toBeGreaterThan(1 + width);
        // Both quarter points of what is left are undecided, so that the plateau covers its middle half.
        expect(rises - falls).toBeLessThanOrEqual(2 * width * (1 + 1e-9));
      }
    }
  });

  it('closes in on one of several thresholds to the accuracy asked for', () => {
    // Along the way from 1 to 2: up between 1.2 and 1.3, and from 1.8 on.
    const loss = line((x) => ((x > 1.2 && x < 1.3) || x > 1.8 ? 1 : -1));
    const { falls, rises } = along(loss, 1, 1e-9)!;
    expect(loss.value(Float64Array.of(falls))).toBe(-1);
    expect(loss.value(Float64Array.of(rises))).toBe(1);
    expect(rises - falls).toBeLessThanOrEqual(1e-9 * falls);
  });

  it('takes the first rise on the way, also where the loss falls again after it', () => {
    const { falls, rises } = along(
      line((x) => (x > 3 && x < 6 ? 1 : -1)),
      1,
      1e-6,
    )!;
    expect(falls).toBeLessThanOrEqual(3);
    expect(rises).toBeGreaterThanOrEqual(3);
    expect(rises).toBeLessThan(3.001);
  });

  it('looks for a threshold in the last doubling, whatever lies before it', () => {
    // Doubling sees a fall at 1, 2, 4 and 8 and a rise at 16. Half-way from 1 to 16, and from 1 to there, it rises too.
    const isUp = (x: number) => (x > 4.7 && x < 4.8) || (x > 8.4 && x < 8.6) || x > 15;
    const { falls, rises } = along(
      line((x) => (isUp(x) ? 1 : -1)),
      1,
      1e-6,
    )!;
    expect(falls).toBeGreaterThanOrEqual(8);
    expect(rises).toBeLessThanOrEqual(16);
  });

  it('is content as soon as the bracket is as narrow as was asked', () => {
    const loss = line((x) => (x < 1.5 ? -1 : 1));
    expect(along(loss, 1, 1)).toEqual({ falls: 1, rises: 2 });
  });

  it('looks for a rise up to 2¹⁰⁰ times the start, and no further', () => {
    expect(
      along(
        line((x) => (x < 0.75 * 2 ** 100 ? -1 : 1)),
        1,
        1e-3,
      )?.rises,
    ).toBeGreaterThan(0.7 * 2 ** 100);
    expect(
      along(
        line((x) => (x < 1.5 * 2 ** 100 ? -1 : 1)),
        1,
        1e-3,
      ),
    ).toBeUndefined();
  });

  it('finds none where the start is level, or the loss is NaN', () => {
    expect(
      along(
        line(() => 0),
        1,
        1e-3,
      ),
    ).toBeUndefined();
    expect(
      along(
        line(() => Number.NaN),
        1,
        1e-3,
      ),
    ).toBeUndefined();
    expect(
      along(
        line((x) => (x < 2 ? -x : Number.NaN)),
        1,
        1e-3,
      ),
    ).toBeUndefined();
  });
});
