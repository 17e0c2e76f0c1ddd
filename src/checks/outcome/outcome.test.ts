import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../types/verdict.ts';
import {
  atMost,
  certified,
  inconclusive,
  truth,
  vacuous,
  whereApplicable,
  whereDecided,
  worst,
} from './outcome.ts';

const holds = (margin: number): Outcome => ({ status: 'holds', margin });
const refuted = (margin: number): Outcome => ({ status: 'refuted', margin });
const undecided = inconclusive('too close to tell');

describe('atMost(measured, allowed)', () => {
  it.each([
    [1, 4, holds(3 / 4)],
    [4, 4, holds(0)],
    [6, 4, refuted(-1 / 2)],
    [-2, 4, holds(3 / 2)],
    [0, 4, holds(1)],
    [0, 0, holds(1)],
    [-0, 0, holds(1)],
    [2, 0, refuted(Number.NEGATIVE_INFINITY)],
    [-2, 0, holds(Number.POSITIVE_INFINITY)],
    [-2, -1, holds(1)],
    [-1, -2, refuted(-1 / 2)],
    [1, Number.POSITIVE_INFINITY, holds(1)],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, holds(0)],
    [Number.POSITIVE_INFINITY, 1, refuted(Number.NEGATIVE_INFINITY)],
  ])('of %d and %d is %j', (measured, allowed, expected) => {
    expect(atMost(measured, allowed)).toEqual(expected);
  });

  it.each([
    [Number.NaN, 1],
    [Number.NaN, 0],
    [1, Number.NaN],
    [0, Number.NaN],
    [Number.NaN, Number.NaN],
  ])('of %d and %d is refuted', (measured, allowed) => {
    expect(atMost(measured, allowed)).toEqual(refuted(Number.NaN));
  });
});

it('truth(statement) holds by 1 or is refuted by 1', () => {
  expect(truth(true)).toEqual(holds(1));
  expect(truth(false)).toEqual(refuted(-1));
});

it('certified(certificate) holds where it is proved, and keeps the margin', () => {
  expect(certified({ status: 'proved', margin: 2 })).toEqual(holds(2));
  expect(certified({ status: 'refuted', margin: -2 })).toEqual(refuted(-2));
  expect(certified({ status: 'inconclusive', margin: 0 })).toEqual({ status: 'inconclusive', margin: 0 });
});

it('whereDecided and whereApplicable ask only where they may', () => {
  const never = (): Outcome => {
    throw new Error('asked');
  };
  expect(whereDecided(true, () => holds(1))).toEqual(holds(1));
  expect(whereDecided(false, never).status).toBe('inconclusive');
  expect(whereApplicable(true, () => holds(1))).toEqual(holds(1));
  expect(whereApplicable(false, never)).toEqual(vacuous());
});

describe('worst(outcomes)', () => {
  /** Worst first; of one status the lowest margin first, and NaN below any number. */
  const inOrder: readonly Outcome[] = [
    refuted(-1),
    undecided,
    vacuous(),
    holds(Number.NaN),
    holds(0),
    holds(1),
    holds(Number.POSITIVE_INFINITY),
  ];

  it('is the worse of two, whichever comes first', () => {
    for (const [i, worse] of inOrder.entries()) {
      for (const better of inOrder.slice(i)) {
        expect(worst([worse, better])).toEqual(worse);
        expect(worst([better, worse])).toEqual(worse);
      }
    }
  });

  it('is refuted where one is, also after others that are undecided, and whatever their margins', () => {
    expect(worst([holds(-5), undecided, vacuous(), refuted(-1), undecided])).toEqual(refuted(-1));
    expect(worst([{ status: 'vacuous', margin: -5 }, refuted(-1)])).toEqual(refuted(-1));
  });

  it('keeps a margin that is NaN among others', () => {
    expect(worst([holds(Number.NaN), holds(1)])).toEqual(holds(Number.NaN));
    expect(worst([holds(1), holds(Number.NaN), holds(2)])).toEqual(holds(Number.NaN));
  });

  it('of nothing is vacuous', () => {
    expect(worst([])).toEqual(vacuous());
  });

  it('stops at the first that is refuted', () => {
    const outcomes = function* (): Generator<Outcome> {
      yield undecided;
      yield refuted(-1);
      throw new Error('asked for more');
    };
    expect(worst(outcomes())).toEqual(refuted(-1));
  });
});
