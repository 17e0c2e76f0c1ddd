import { expect, it } from 'vitest';
import * as rounding from './rounding.ts';

const u = 2 ** -53;

// What the parts of a computation add up to, in units of roundoff; the tolerance may be twice that.
it.each([['assumedRoundings', rounding.assumedRoundings, 1024]])(
  '%s covers its roundings, and at most twice as many',
  (_name, tolerance, roundings) => {
    expect(tolerance).toBeGreaterThanOrEqual(roundings * u);
    expect(tolerance).toBeLessThanOrEqual(2 * roundings * u);
  },
);

it('gradientDisagreement takes a thousandth of the larger, and 2⁻¹⁸ of the largest entry', () => {
  expect(rounding.gradientDisagreement(2, -4, 8)).toBe(2 ** -8 + 2 ** -15);
  expect(rounding.gradientDisagreement(-4, 2, 0)).toBe(2 ** -8);
});
