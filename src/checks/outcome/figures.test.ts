import { describe, expect, it } from 'vitest';
import { contrast, degrees, short, shortApart } from './figures.ts';

describe('short(value)', () => {
  it('keeps four significant digits and a true minus sign', () => {
    expect([1, -0.123456, 1e-9, -2.5e-12, 123456].map(short)).toEqual([
      '1',
      '−0.1235',
      '1e−9',
      '−2.5e−12',
      '123500',
    ]);
  });

  it('writes both zeros as 0', () => {
    expect([0, -0].map(short)).toEqual(['0', '0']);
  });

  it('spells what is not finite', () => {
    expect([Number.NaN, Number.NEGATIVE_INFINITY].map(short)).toEqual(['NaN', '−Infinity']);
  });
});

describe('shortApart(one, other)', () => {
  it('keeps four digits where they differ, and as many as it takes elsewhere', () => {
    expect(shortApart(-5.941234, -5.347)).toEqual(['−5.941', '−5.347']);
    expect(shortApart(-1, -1.00001)).toEqual(['−1', '−1.00001']);
  });

  it('tells neighbouring doubles apart', () => {
    for (const value of [1, -3.125, 0.1, 1e-300, 123456.789]) {
      const neighbour = value * (1 + Number.EPSILON);
      expect(neighbour).not.toBe(value);
      const [one, other] = shortApart(value, neighbour);
      expect(one).not.toBe(other);
    }
  });
});

describe('degrees(angle)', () => {
  it('turns radians into degrees', () => {
    expect(degrees(Math.PI)).toBe('180°');
  });
});

it('contrast(measured, due) uses four digits, and more where those agree', () => {
  expect(contrast(-0.5, 2)).toBe('−0.5 instead of 2');
  expect(contrast(1 / 3, 0.25)).toBe('0.3333 instead of 0.25');
  expect(contrast(-1, -0.99999999)).toBe('−1 instead of −0.99999999');
  expect(contrast(1, 1 + Number.EPSILON)).toBe('1 instead of 1.0000000000000002');
  expect(contrast(-0, 1e-300)).toBe('0 instead of 1e−300');
  expect(contrast(-1e-9, -2e-9)).toBe('−1e−9 instead of −2e−9');
});
