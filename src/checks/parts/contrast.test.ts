import { expect, it } from 'vitest';
import { contrast } from './contrast.ts';

it('contrast(measured, due) uses four digits, and more where those agree', () => {
  expect(contrast(-0.5, 2)).toBe('−0.5 instead of 2');
  expect(contrast(1 / 3, 0.25)).toBe('0.3333 instead of 0.25');
  expect(contrast(-1, -0.99999999)).toBe('−1 instead of −0.99999999');
  expect(contrast(1, 1 + Number.EPSILON)).toBe('1 instead of 1.0000000000000002');
  expect(contrast(-0, 1e-300)).toBe('0 instead of 1e−300');
});
