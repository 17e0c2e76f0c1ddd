import { describe, expect, it } from 'vitest';
import { dot, fraction, subtract, toNumber } from '../../properties/exact/fraction.ts';
import { dotTwoBound } from './rounding.ts';
import { exactRowResidual, rowResidual } from './rowResidual.ts';
import { seededRandom } from './seeded.ts';

const u = 2 ** -53;

describe('rowResidual', () => {
  it('rowResidual is within a few u of Σⱼ aⱼxⱼ − y where its terms cancel', () => {
    const random = seededRandom(9, 'rows');
    const draw = () => (random() < 0.5 ? -1 : 1) * (1 + random()) * 2 ** Math.floor(8 * random());
    for (let run = 0; run < 200; run++) {
      const size = 1 + (run % 7);
      const entries = Float64Array.from({ length: 2 * size }, draw);
      const row = entries.subarray(size);
      const x = Float64Array.from({ length: size }, draw);
      const whole = dot(row, x);
      const y = toNumber(whole) * (run % 3 === 0 ? 1 : 1 + 2 ** -45);
      const exact = subtract(whole, fraction(y));
      const { value, bound } = rowResidual(entries, size, x, y);
      const error = Math.abs(toNumber(subtract(fraction(value), exact)));
      expect(error).toBeLessThanOrEqual(bound);
      // 2u|value| + 2γ² of the absolute terms, with D + 1 of them.
      const absolute = row.reduce((sum, a, j) => sum + Math.abs(a * x[j]!), Math.abs(y));
      expect(bound / dotTwoBound(size + 1, value, absolute)).toBeCloseTo(1, 9);
      expect(error).toBeLessThanOrEqual(
        u * Math.abs(toNumber(exact)) + 2 * (size + 2) ** 2 * u * u * absolute,
      );
    }
  });

  it.each([
    [[2, 3], [5, 7], 30, 1],
    [[0, 3], [5, 0], 0.5, -0.5],
    [[], [], 4, -4],
  ])('rowResidual(%j, 0, %j, %d) is %d', (row, x, y, value) => {
    const found = rowResidual(Float64Array.from(row), 0, Float64Array.from(x), y);
    expect(found.value).toBe(value);
    expect(found.bound).toBeLessThan(1e-13);
  });

  it.each([
    [[2 ** -916], [1], true],
    [[-(2 ** -458)], [2 ** -458], true],
    [[2 ** -917], [1], false],
    [[1, 2 ** -500], [1, 2 ** -500], false],
    [[2 ** -500, 1], [2 ** -500, 1], false],
    [[2 ** -600], [2 ** -600], false],
    [[2 ** -1000, 1], [0, 1], true],
    [[0, 1], [2 ** -1000, 1], true],
  ])('rowResidual(%j, 0, %j, 0) is bounded where products keep their digits: %s', (row, x, bounded) => {
    const { bound } = rowResidual(Float64Array.from(row), 0, Float64Array.from(x), 0);
    expect(bound < Number.POSITIVE_INFINITY).toBe(bounded);
  });
});

it('exactRowResidual(row, x, y) is Σⱼ aⱼxⱼ − y in integers', () => {
  const row = Float64Array.of(1e200, 3, -0.1);
  const x = Float64Array.of(1e-300, 7, 5e-324);
  const { integer, exponent } = exactRowResidual(row, x, 20.5);
  const exact = subtract(dot(row, x), fraction(20.5));
  // integer · 2^exponent = n/d, both sides times 2⁴⁰⁰⁰ d.
  expect(integer * 2n ** BigInt(4000 + exponent) * exact.d).toBe(exact.n * 2n ** 4000n);
});
