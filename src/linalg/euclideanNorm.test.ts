import { describe, expect, it } from 'vitest';
import { euclideanNorm } from './euclideanNorm.ts';

describe('euclideanNorm(v)', () => {
  it('is exact on whole right triangles, at every power of two', () => {
    for (const [a, b, c] of [
      [3, 4, 5],
      [20, 21, 29],
    ] as const) {
      for (const scale of [1, 2 ** -500, 2 ** 1018]) {
        expect(euclideanNorm(Float64Array.of(a * scale, -b * scale))).toBe(c * scale);
        expect(euclideanNorm(Float64Array.of(a * scale, -b * scale, 0))).toBe(c * scale);
      }
    }
  });

  it('keeps what many small terms add to a large one', () => {
    // 1 + 2²⁰ · 2⁻⁵⁴ = 1 + 2⁻³⁴, of which plain summation keeps nothing.
    const v = new Float64Array(2 ** 20 + 1).fill(2 ** -27);
    v[0] = 1;
    expect(euclideanNorm(v)).toBe(1 + 2 ** -35);
  });

  it('says what is not finite, and 0 of nothing', () => {
    expect(euclideanNorm(Float64Array.of(Number.NaN, Number.NEGATIVE_INFINITY))).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(euclideanNorm(Float64Array.of(Number.POSITIVE_INFINITY, 1))).toBe(Number.POSITIVE_INFINITY);
    expect(euclideanNorm(Float64Array.of(1, Number.NaN))).toBeNaN();
    expect(euclideanNorm(Float64Array.of(Number.NaN, 0))).toBeNaN();
    expect(euclideanNorm(Float64Array.of(0, -0))).toBe(0);
    expect(euclideanNorm(new Float64Array(0))).toBe(0);
  });
});
