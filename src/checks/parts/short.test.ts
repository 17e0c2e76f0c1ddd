import { describe, expect, it } from 'vitest';
import { degrees, short } from './short.ts';

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

describe('degrees(angle)', () => {
  it('turns radians into degrees', () => {
    expect(degrees(Math.PI)).toBe('180°');
  });
});
