import { describe, expect, it } from 'vitest';
import { unitRoundoff } from '../linalg/rounding.ts';
import type { Vector } from '../types/vector.ts';
import type { UpdateMap } from './updateMap.ts';
import { windowedLoss, windowedStep } from './windowedLoss.ts';

const at = (...entries: readonly number[]): Vector => Float64Array.from(entries);

const map = (changes: Partial<UpdateMap>): UpdateMap => ({
  initial: at(1, 1),
  dimension: 2,
  apply: (x) => x.map((entry) => entry / 2),
  loss: ([a, b]) => (a! * a! + b! * b!) / 2,
  lossRoundoff: () => 0,
  ...changes,
});

describe('windowedLoss(map, window)', () => {
  it('knows nothing of the sum of losses along an orbit', () => {
    const { name, dimension, facts } = windowedLoss(map({}), 3);
    expect({ name, dimension }).toEqual({ name: 'loss over a window of 3', dimension: 2 });
    expect(facts).toEqual({
      convex: false,
      smooth: false,
      network: false,
      stochastic: false,
      timeVarying: false,
      degree: Number.POSITIVE_INFINITY,
    });
  });

  it('has the gradient of ½‖x‖²(1 + ¼ + 1/16) at every scale, and leaves x as it is', () => {
    const x = at(0, -1e6);
    const [first, second] = windowedLoss(map({}), 3).gradient(x);
    expect(first).toBeCloseTo(0, 4);
    expect(second! / -1312500).toBeCloseTo(1, 8);
    expect(x).toEqual(at(0, -1e6));
  });

  it('adds up the errors of the losses in the window, one for each', () => {
    const { value, gradient } = windowedLoss(map({ loss: () => 0, lossRoundoff: () => 1 / 8 }), 3).roundoff(
      at(1, 1),
    );
    expect(value).toBeGreaterThanOrEqual(3 / 8);
    expect(value).toBeLessThan(3 / 8 + 1e-5);
    expect(gradient).toEqual(at(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY));
  });

  it('adds up the roundings of the sum where the losses are exact', () => {
    // Losses 1, 1, 1, 1: three sums, each of at most 4.
    const { value } = windowedLoss(map({ loss: () => 1 }), 4).roundoff(at(1, 1));
    expect(value).toBeGreaterThanOrEqual(3 * 4 * unitRoundoff);
    expect(value).toBeLessThan(2 * 4 * 4 * unitRoundoff);
  });
});

describe('windowedStep(map, x, window)', () => {
  it('is at rest only where nothing moves', () => {
    const partial = map({ apply: ([a, b]) => at(a! / 2, b!) });
    const step = windowedStep(partial, at(1, 1), 2);
    // ½(1 + 1) − ½(1/16 + 1) over the window of 2; W falls along the first coordinate, which alone moves.
    expect(step).toMatchObject({ drop: 15 / 32, rest: false });
    expect(step.pair?.g).toEqual(at(-1 / 2, 0));
    expect(windowedStep(partial, at(0, 1), 2)).toMatchObject({ drop: 0, rest: true, pair: undefined });
  });

  it('bounds what three roundings of each quotient lose where they cancel', () => {
    // L = a − b falls by 1, between terms of 2²⁰ and 2²⁰ − 1.
    const steep = map({
      apply: ([a, b]) => at(a! - 2 ** 20, b! - (2 ** 20 - 1)),
      loss: ([a, b]) => a! - b!,
    });
    const { drop, bound } = windowedStep(steep, at(0, 0), 1);
    expect(drop).toBe(1);
    expect(bound).toBeGreaterThanOrEqual(3 * unitRoundoff * (2 ** 21 - 1));
    expect(bound).toBeLessThan(5 * unitRoundoff * (2 ** 21 - 1));
  });

  it('bounds what both windows carry', () => {
    const inexact = map({ loss: () => 0, lossRoundoff: () => 1 / 8 });
    const { bound } = windowedStep(inexact, at(1, 1), 2);
    expect(bound).toBeGreaterThanOrEqual(1 / 2);
    expect(bound).toBeLessThan(1 / 2 + 1e-5);
  });

  it('has no pair where the loss is level, nor where a quotient is not finite', () => {
    expect(windowedStep(map({ loss: () => 0 }), at(1, 1), 1)).toEqual({
      drop: 0,
      bound: 0,
      rest: false,
      pair: undefined,
    });
    // Downhill from (1, 1) to (½, ½), by a corner at which the loss is not finite.
    for (const corner of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const walled = map({ loss: ([a, b]) => (a === b ? a! : corner) });
      expect(windowedStep(walled, at(1, 1), 1)).toMatchObject({ drop: 1 / 2, pair: undefined });
    }
    // The coordinate that rests has the slope of a loss that is not finite beside it.
    const resting = map({
      apply: ([a, b]) => at(a! / 2, b!),
      loss: ([a, b]) => (b === 1 ? a! : Number.POSITIVE_INFINITY),
    });
    expect(windowedStep(resting, at(1, 1), 1)).toMatchObject({ drop: 1 / 2, pair: undefined });
  });
});
