import { expect, it } from 'vitest';
import { mean, median, orNone, quantile } from './series.ts';

it('median(values) is the middle, the upper of two, and nothing of an empty list', () => {
  expect([[3], [10, 2, 7], [4, 1, 3, 2], []].map(median)).toEqual([3, 7, 3, null]);
});

it('quantile(values, p) has more than the share p of the values at or below it', () => {
  expect([0, 1 / 4, 1 / 2, 3 / 4].map((p) => quantile([4, 1, 3, 2], p))).toEqual([1, 2, 3, 4]);
  expect([1 / 4, 3 / 4].map((p) => quantile([7, Number.POSITIVE_INFINITY, 5], p))).toEqual([
    5,
    Number.POSITIVE_INFINITY,
  ]);
  expect(quantile([], 1 / 4)).toBeNull();
});

it('mean(values) is NaN of an empty list', () => {
  expect([[1, 2, 6], []].map(mean)).toEqual([3, Number.NaN]);
});

it('orNone(value) keeps a figure, 0 too', () => {
  expect([3, 0, null].map(orNone)).toEqual([3, 0, 'none']);
});
