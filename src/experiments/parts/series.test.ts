import { expect, it } from 'vitest';
import { mean, median, orNone } from './series.ts';

it('median(values) is the middle, the upper of two, and nothing of an empty list', () => {
  expect([[3], [10, 2, 7], [4, 1, 3, 2], []].map(median)).toEqual([3, 7, 3, null]);
});

it('mean(values) is NaN of an empty list', () => {
  expect([[1, 2, 6], []].map(mean)).toEqual([3, Number.NaN]);
});

it('orNone(value) keeps a figure, 0 too', () => {
  expect([3, 0, null].map(orNone)).toEqual([3, 0, 'none']);
});
