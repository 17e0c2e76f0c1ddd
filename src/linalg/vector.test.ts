import { describe, expect, it } from 'vitest';
import { finiteVector, isZero, numericVector, showVector } from './vector.ts';

describe('finiteVector', () => {
  it('finiteVector gives a Float64Array back itself, and copies anything else', () => {
    const given = Float64Array.of(1, -2);
    expect(finiteVector('f', 'v', given)).toBe(given);
    const list = [3, 4.5];
    const copy = finiteVector('f', 'v', list);
    expect(copy).toEqual(Float64Array.of(3, 4.5));
    expect(finiteVector('f', 'v', Float32Array.of(0.5))).toEqual(Float64Array.of(0.5));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'finiteVector names the coordinate that is %d',
    (value) => {
      const message = `f: v must be finite, got v[1] = ${value}`;
      expect(() => finiteVector('f', 'v', Float64Array.of(1, value))).toThrow(new RangeError(message));
      expect(() => finiteVector('f', 'v', [1, value])).toThrow(new RangeError(message));
    },
  );

  it('numericVector lets NaN of a Float64Array pass', () => {
    const given = Float64Array.of(Number.NaN);
    expect(numericVector('f', 'v', given)).toBe(given);
  });

  it.each([[[]], [new Float64Array(0)]])('numericVector refuses an empty vector', (empty) => {
    expect(() => numericVector('f', 'v', empty)).toThrow(
      new RangeError('f: v must have a coordinate, got v = []'),
    );
  });

  it.each([undefined, null, 5, 'abc', true, {}, { length: '2' }])('numericVector refuses %j', (given) => {
    // @ts-expect-error: what callers from JavaScript hand in.
    expect(() => numericVector('f', 'v', given)).toThrow(
      new TypeError(`f: v must be an array of numbers, got v = ${String(given)}`),
    );
  });

  it.each(['2', null, undefined, 3n])('numericVector refuses [1, %s] and names the coordinate', (value) => {
    // @ts-expect-error: what callers from JavaScript hand in.
    expect(() => numericVector('f', 'v', [1, value])).toThrow(
      new TypeError(`f: v must hold numbers, got v[1] = ${String(value)}`),
    );
  });
});

it('showVector shows all of six coordinates, and five of seven', () => {
  expect(showVector(Float64Array.of(1, 2, 3, 4, 5, -6.5))).toBe('[1, 2, 3, 4, 5, -6.5]');
  expect(showVector(Float64Array.of(1, 2, 3, 4, 5, 6, 7))).toBe('[1, 2, 3, 4, 5, … 7 coordinates]');
});

it('isZero is true of zeros of either sign and of no coordinate, and false where one is another number or NaN', () => {
  expect([[0, -0], [], [0, 1], [Number.NaN, 0]].map((values) => isZero(Float64Array.from(values)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
