import { expect, it } from 'vitest';
import { prose } from './markup.ts';

it.each([
  ['plain', 'plain'],
  ['`θ` and `g`', '<code>θ</code> and <code>g</code>'],
  ['one ` alone', 'one ` alone'],
  ['`a` and ` alone', '`a` and ` alone'],
])('prose(%j) makes code of what stands between a pair of backticks', (text, markup) => {
  expect(prose(text).markup).toBe(markup);
});
