import { describe, expect, it } from 'vitest';
import { numberCost, simplerNumber } from './number.ts';

describe('numberCost(x)', () => {
  it('puts 0 first, small integers by their size, decimals by their digits, and what is not finite last', () => {
    const inOrder = [0, -0, 1, -1, 2, -2, 1000, 0.1, 0.12, 0.123, 1.2345678901234567e-308, Number.NaN];
    expect(inOrder.toSorted((a, b) => numberCost(a) - numberCost(b))).toEqual(inOrder);
    expect(numberCost(Number.POSITIVE_INFINITY)).toBeGreaterThan(numberCost(Number.MAX_VALUE));
  });
});

describe('simplerNumber(x)', () => {
  it('offers finite numbers in place of NaN', () => {
    const offered = [...simplerNumber(Number.NaN)];
    expect(offered[0]).toBe(0);
    expect(offered.every(Number.isFinite)).toBe(true);
  });
});
