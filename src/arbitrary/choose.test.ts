import { describe, expect, it } from 'vitest';
import { seededRandom } from '../linalg/seeded.ts';
import { integerBetween, logUniform, oneOf, shortDecimal, weightedOneOf } from './choose.ts';

const random = seededRandom(1);

describe('drawing from a uniform source', () => {
  it('integerBetween reaches both ends and nothing beyond', () => {
    const drawn = new Set(Array.from({ length: 200 }, () => integerBetween(random, -2, 2)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  });

  it('logUniform stays within its ends, each power of ten equally often', () => {
    const drawn = Array.from({ length: 1000 }, () => logUniform(random, 1e-3, 1e3));
    expect(drawn.every((x) => x >= 1e-3 && x <= 1e3)).toBe(true);
    expect(drawn.filter((x) => x < 1).length).toBeGreaterThan(400);
  });

  it('oneOf and weightedOneOf throw where there is nothing to draw', () => {
    expect(() => oneOf(random, [])).toThrow(/length = 0/);
    expect(() => weightedOneOf(random, [{ weight: 0 }])).toThrow(/sum = 0/);
  });

  it('weightedOneOf draws by weight, and its last item where rounding leaves a rest', () => {
    const items = [
      { label: 'rare', weight: 1 },
      { label: 'often', weight: 9 },
      { label: 'never', weight: 0 },
    ];
    const drawn = Array.from({ length: 1000 }, () => weightedOneOf(random, items).label);
    expect(drawn.filter((label) => label === 'rare').length).toBeGreaterThan(50);
    expect(drawn).not.toContain('never');
    expect(weightedOneOf(() => 1, items).label).toBe('often');
  });

  it('shortDecimal keeps the leading digits', () => {
    expect(shortDecimal(0.123456, 3)).toBe(0.123);
  });
});
