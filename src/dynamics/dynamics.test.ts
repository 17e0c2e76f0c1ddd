import { describe, expect, it } from 'vitest';
import { lossRate } from '../../properties/flow/lossRate.ts';
import { seededRandom } from '../linalg/seeded.ts';
import driftingQuadratic from '../losses/driftingQuadratic.ts';
import linear from '../losses/linear.ts';
import quadratic from '../losses/quadratic.ts';
import saddleQuadratic from '../losses/saddleQuadratic.ts';
import twoLayerLinearNetwork from '../losses/twoLayerLinearNetwork.ts';
import { blockDescent, blocksOf } from './blocks.ts';
import { descentThreshold } from './descentThreshold.ts';
import { enumerateNoise, expectedDrop, expectedUpdate } from './expectation.ts';
import { extendedLoss } from './extendedLoss.ts';
import { lossDrop } from './lossDrop.ts';
import { sequentialTest } from './sequentialTest.ts';

const at = (...entries: readonly number[]): Float64Array => Float64Array.from(entries);
const bowl = quadratic.build({ spectrum: [1], rotation: null });

describe('lossDrop(loss, theta, next)', () => {
  it('is decided for a visible fall and undecided for the last bit', () => {
    const seen = lossDrop(bowl, at(1), at(0.5));
    expect(seen.drop).toBe(0.375);
    expect(seen.drop).toBeGreaterThan(seen.bound);
    const hidden = lossDrop(bowl, at(1), at(1 - 2 ** -53));
    expect(Math.abs(hidden.drop)).toBeLessThan(hidden.bound);
  });

  it('never decides where the loss is not finite', () => {
    const { drop, bound } = lossDrop(bowl, at(1e200), at(1));
    expect(drop > bound).toBe(false);
  });
});

describe('lossRate(loss, theta, update)', () => {
  it('is ∇Lᵀg with a bound that covers a cancelled sum', () => {
    const loss = linear.build({ slope: [1, 1] });
    expect(lossRate(loss, at(0, 0), at(-2, 1)).rate).toBe(-1);
    const even = lossRate(loss, at(0, 0), at(0.1, -0.1));
    expect(Math.abs(even.rate)).toBeLessThanOrEqual(even.bound);
  });

  it('carries the error of every entry of the gradient times the size of the move', () => {
    const inexact = { ...bowl, roundoff: () => ({ value: 0, gradient: at(1 / 8, 1 / 4) }) };
    const { bound } = lossRate({ ...inexact, gradient: () => at(0, 0) }, at(0, 0), at(2, -4));
    expect(bound).toBeGreaterThanOrEqual(2 / 8 + 4 / 4);
    expect(bound).toBeLessThan(2 / 8 + 4 / 4 + 1e-5);
  });

  it('is 0 where only the second order decides: ½(x + 1)² ± z² along (0, 1) at 0', () => {
    const [up, down] = [2, -2].map((s) =>
      saddleQuadratic.build({ spectrum: [1, s], rotation: null, centre: [-1, 0] }),
    );
    for (const loss of [up!, down!]) expect(Math.abs(lossRate(loss, at(0, 0), at(0, 1)).rate)).toBe(0);
    expect(lossDrop(up!, at(0, 0), at(0, 0.1)).drop).toBeLessThan(0);
    expect(lossDrop(down!, at(0, 0), at(0, 0.1)).drop).toBeGreaterThan(0);
  });
});

describe('extendedLoss(loss, unit)', () => {
  const loss = driftingQuadratic.build({ spectrum: [2], rotation: null, drift: [1] });

  it('has (∇L, unit ∂L/∂t) for its gradient, and is never at rest while it drifts', () => {
    const extended = extendedLoss(loss, 4);
    // L = (θ − t)² at θ = 3, t = 4·½ = 2.
    expect(extended.value(at(3, 0.5))).toBe(1);
    expect(extended.gradient(at(3, 0.5))).toEqual(at(2, -8));
    expect(extended.roundoff(at(3, 0.5)).gradient[1]).toBeLessThan(1e-13);
    expect(extended.roundoff(at(3, 0.5)).value).toBeLessThan(1e-13);
  });

  it('stands still in one dimension more, and claims nothing else', () => {
    const { name, dimension, facts } = extendedLoss(loss, 1);
    expect({ name, dimension }).toEqual({ name: 'drifting-quadratic with time', dimension: 2 });
    expect(facts).toEqual({
      convex: false,
      smooth: false,
      network: false,
      stochastic: false,
      timeVarying: false,
      degree: Number.POSITIVE_INFINITY,
    });
  });

  it('does not know the accuracy of a time derivative that states none', () => {
    const silent = { ...loss, roundoff: () => ({ value: 0, gradient: at(0) }) };
    expect(extendedLoss(silent, 1).roundoff(at(3, 2)).gradient[1]).toBe(Number.POSITIVE_INFINITY);
  });

  it('refuses a loss that stands still, and a unit that would round the time', () => {
    expect(() => extendedLoss(bowl, 1)).toThrow('extendedLoss: the loss must state ∂L/∂t, got quadratic');
    expect(() => extendedLoss(loss, 3)).toThrow('unit must be a power of two, got unit = 3');
    for (const unit of [Number.NaN, 0, -2, Number.POSITIVE_INFINITY, 2 ** 1000 * (1 + 2 ** -52)]) {
      expect(() => extendedLoss(loss, unit)).toThrow(RangeError);
    }
    expect(extendedLoss(loss, 2 ** -1074).dimension).toBe(2);
  });
});

describe('enumerateNoise(noise, update)', () => {
  it('lists every outcome once', () => {
    const updates = enumerateNoise({ draws: 2, levels: 3 }, (random) =>
      at(Math.floor(3 * random()), Math.floor(3 * random())),
    );
    expect(new Set(updates.map(({ delta }) => delta.join())).size).toBe(9);
    expect(expectedUpdate(updates)[0]).toBeCloseTo(1, 14);
    expect(expectedUpdate([])).toEqual(at());
  });

  it('refuses an update that draws another number of times', () => {
    expect(() => enumerateNoise({ draws: 2, levels: 2 }, (random) => at(random()))).toThrow(
      'the update must draw 2 numbers, got 1',
    );
  });

  it('a non-convex loss can fall in expectation while E[g] is orthogonal: −x² at 0', () => {
    const hill = saddleQuadratic.build({ spectrum: [-2], rotation: null });
    const updates = enumerateNoise({ draws: 1, levels: 2 }, (random) => at(random() < 1 / 2 ? -1 : 1));
    expect(expectedUpdate(updates)).toEqual(at(0));
    const { drop, bound } = expectedDrop(hill, at(0), updates);
    expect(drop).toBe(1);
    expect(drop).toBeGreaterThan(bound);
  });
});

describe('sequentialTest(falseAlarm)', () => {
  it('raises its alarm at the stated rate at most, over every stopping time', () => {
    const runs = 2000;
    const alarms = Array.from({ length: runs }, (_, seed) => {
      const random = seededRandom(seed, 'null');
      const test = sequentialTest(0.05);
      // The null at its edge: E[x] = 0, bounded above, with rare and large losses below.
      for (let k = 0; k < 200 && !test.rejected(); k++) test.observe(random() < 0.9 ? 1 / 9 : -1);
      return test.rejected();
    });
    const rate = alarms.filter(Boolean).length / runs;
    // Four standard deviations of a share of 5 % in 2000 runs are 2 %.
    expect(rate).toBeLessThan(0.07);
  });

  it('finds a mean below zero within a few hundred observations', () => {
    const random = seededRandom(1, 'alternative');
    const test = sequentialTest(0.001);
    while (!test.rejected() && test.count() < 1000) test.observe(random() < 0.4 ? 1 : -1);
    expect(test.rejected()).toBe(true);
    expect(test.evidence()).toBeGreaterThanOrEqual(1000);
  });

  it('rejects as soon as the evidence reaches 1/falseAlarm, and for good', () => {
    // Stakes of 1/32, 1/8, 1/4, 1/2 and 3/4 on x = −160 make 6, 21, 41, 81 and 121, on average 54.
    const [reached, short] = [sequentialTest(1 / 54), sequentialTest(1 / 54.1)];
    for (const test of [reached, short]) test.observe(-160);
    expect([reached.evidence(), reached.rejected()]).toEqual([54, true]);
    expect([short.evidence(), short.rejected()]).toEqual([54, false]);
    for (let k = 0; k < 40; k++) reached.observe(1);
    expect(reached.evidence()).toBeLessThan(2);
    expect([reached.rejected(), reached.count(), short.count()]).toEqual([true, 41, 1]);
  });

  it('refuses what it cannot bet on', () => {
    expect(() => sequentialTest(0)).toThrow('falseAlarm must be in (0, 1), got falseAlarm = 0');
    for (const falseAlarm of [1, 2, -0.1, Number.NaN])
      expect(() => sequentialTest(falseAlarm)).toThrow(RangeError);
    expect(() => sequentialTest(0.05).observe(1.5)).toThrow('x must be at most 1, got x = 1.5');
    expect(() => sequentialTest(0.05).observe(Number.NaN)).toThrow(RangeError);
  });
});

describe('descentThreshold(loss, theta, direction, search)', () => {
  const search = { start: 1e-3, accuracy: 1e-6 };

  it('brackets 2/β on a parabola', () => {
    const found = descentThreshold(bowl, at(1), at(-1), search);
    expect(found?.falls).toBeLessThanOrEqual(2);
    expect(found?.rises).toBeGreaterThanOrEqual(2);
    expect(found!.rises - found!.falls).toBeLessThan(1e-5);
  });

  it('finds none uphill, nor where the loss falls for ever', () => {
    expect(descentThreshold(bowl, at(1), at(1), search)).toBeUndefined();
    expect(descentThreshold(linear.build({ slope: [1] }), at(0), at(-1), search)).toBeUndefined();
  });
});

describe('blockDescent(blocks, g, y)', () => {
  it('tells effective blocks from those at rest and those uphill', () => {
    const loss = twoLayerLinearNetwork.build({ hidden: [1], inputs: [[1]], targets: [[1]] });
    const three = [...blocksOf(loss), { name: 'rest', from: 2, to: 3 }];
    expect(blockDescent(three, at(1, 1, 0), at(1, -1, 0)).map(({ status }) => status)).toEqual([
      'effective',
      'ineffective',
      'at-rest',
    ]);
  });

  it('calls a block at rest only where all of g and all of y vanish, and an orthogonal one ineffective', () => {
    const [one] = [[{ name: 'one', from: 0, to: 2 }]];
    const status = (g: Float64Array, y: Float64Array) => blockDescent(one!, g, y)[0]?.status;
    expect(status(at(0, -0), at(0, 0))).toBe('at-rest');
    expect(status(at(0, 0), at(0, 1))).toBe('ineffective');
    expect(status(at(0, 1), at(0, 0))).toBe('ineffective');
    expect(status(at(0, 1), at(0, 1))).toBe('effective');
    expect(status(at(0, 1), at(1, 0))).toBe('ineffective');
    // The sum of the products is 0 in doubles, and 2⁻⁶⁰ exactly.
    expect(status(at(1, 1), at(1 + 2 ** -30, -1))).toBe('effective');
    expect(status(at(1 + 2 ** -30, -1), at(1 - 2 ** -30, 1))).toBe('ineffective');
  });

  it('takes all of θ for one block where a loss states none', () => {
    expect(blocksOf(bowl)).toEqual([{ name: 'θ', from: 0, to: 1 }]);
  });
});
