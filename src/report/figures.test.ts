import { expect, it } from 'vitest';
import { share } from './figures.ts';

it.each([
  [0, '0 %'],
  [-0, '0 %'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '–'],
  [0.25, '<data value="0.25">25.0 %</data>'],
])('share(%d) is %s', (value, markup) => {
  expect(share(value).markup).toBe(markup);
});
