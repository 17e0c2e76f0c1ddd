import { expect, it } from 'vitest';
import type { Vector } from '../../types/vector.ts';
import { deviationAt, deviationsIn } from './noiseSamples.ts';

it.each([false, true])('deviationsIn says what deviationAt says, once for each step; mixed: %s', (mixes) => {
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
  expect(found).toEqual(places.map((place) => deviationAt(sample, place, { compared, mixes })));
  expect(found.slice(6)).toEqual(new Array(3).fill(Number.POSITIVE_INFINITY));
});
