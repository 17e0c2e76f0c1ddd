import { expect, it } from 'vitest';
import type { Vector } from '../../types/vector.ts';
import { deviationsIn } from './noiseSamples.ts';

it.each([
  [false, [2, 6, 4, 10, 8, 0]],
  [true, [6, 6, 6, 10, 10, 10]],
])('deviationsIn works out what is compared once for each step; mixed: %s', (mixes, due) => {
  const sample = [Float64Array.of(1, -3, 2), Float64Array.of(-5, 4, 0)];
  let worked = 0;
  const compared = (v: Vector): Vector => {
    worked++;
    return v.map((x) => 2 * x);
  };
  const deviation = deviationsIn({ compared, mixes });
  const places = [0, 1, 2].flatMap((step) => [0, 1, 2].map((coordinate) => ({ step, coordinate })));
  const found = places.map((place) => deviation(sample, place));
  expect(worked).toBe(2);
  expect(found).toEqual([...due, ...new Array(3).fill(Number.POSITIVE_INFINITY)]);
});
