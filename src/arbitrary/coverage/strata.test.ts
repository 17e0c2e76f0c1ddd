import { describe, expect, it } from 'vitest';
import { angleStratum } from '../pair/angle.ts';
import { dimensionStratum } from './strata.ts';

describe('dimensionStratum(dimension)', () => {
  it('names the stratum on either side of every border', () => {
    expect([1, 2, 3, 8, 9, 64, 65, 512, 513].map(dimensionStratum)).toEqual([
      '1',
      '2',
      '3–8',
      '3–8',
      '9–64',
      '9–64',
      '65–512',
      '65–512',
      'over 512',
    ]);
  });
});

describe('angleStratum(geometry)', () => {
  it('tells 90° exactly, by the sign of the inner product, from all that is above and below it', () => {
    expect(angleStratum({ sign: 0, cosine: 0, sine: 1 })).toBe('90°');
    expect(angleStratum({ sign: 1, cosine: 1e-18, sine: 1 })).toBe('beyond limit');
    expect(angleStratum({ sign: -1, cosine: -1e-18, sine: 1 })).toBe('above 90°');
    expect(angleStratum({ sign: 1, cosine: 1, sine: 0 })).toBe('0°');
  });
});
