import { expect, it } from 'vitest';
import * as rounding from './rounding.ts';

it('cosineRoundoff(bound, norms) is twice their quotient', () => {
  expect(rounding.cosineRoundoff(3, 12)).toBe(0.5);
});

it('constantGradientShare is small beside 1, so that no gradient within it turns uphill', () => {
  expect(rounding.constantGradientShare).toBe(1 / 128);
});
