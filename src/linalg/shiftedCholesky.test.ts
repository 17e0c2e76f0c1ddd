import { describe, expect, it } from 'vitest';
import { diagonalExponents, shiftedCholesky } from './shiftedCholesky.ts';

const u = 2 ** -53;

/** size × size, with one value on the diagonal and another beside it. */
const constant = (size: number, diagonal: number, beside: number): Float64Array =>
  Float64Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? diagonal : beside));

const form = (entries: readonly number[], x: Float64Array): number =>
  entries.reduce((sum, value, k) => sum + value * x[Math.floor(k / x.length)]! * x[k % x.length]!, 0);

describe('shiftedCholesky', () => {
  it.each([
    [[5], 1],
    // Pivots 4, 5 − 1, 6 − 1 − 1.
    [[4, 2, 2, 2, 5, 3, 2, 3, 6], 2 / 3],
    // Pivots 1, 1 − ¼, …: of the matrix of minima, all pivots are 1.
    [[1, 1, 1, 1, 1, 2, 2, 2, 1, 2, 3, 3, 1, 2, 3, 4], 1 / 4],
    // Pivots 2, 3/2, 4/3, 5/4, 6/5 of the second difference.
    [[2, -1, 0, 0, 0, -1, 2, -1, 0, 0, 0, -1, 2, -1, 0, 0, 0, -1, 2, -1, 0, 0, 0, -1, 2], 3 / 5],
  ])('shiftedCholesky of %j has least relative pivot %d', (entries, pivot) => {
    const outcome = shiftedCholesky(Math.sqrt(entries.length), Float64Array.from(entries));
    expect(outcome.leastPivot).toBeCloseTo(pivot, 13);
    expect(outcome.direction).toBeUndefined();
  });

  it('shiftedCholesky is blind to powers of two on rows and columns', () => {
    const powers = [400, -500, 3];
    const entries = [4, 2, 2, 2, 5, 3, 2, 3, 6];
    const scaled = entries.map((value, k) => value * 2 ** (powers[Math.floor(k / 3)]! + powers[k % 3]!));
    const { leastPivot } = shiftedCholesky(3, Float64Array.from(scaled));
    expect(leastPivot).toBeCloseTo(2 / 3, 13);
  });

  // λmin = 1 − a of [1 a; a 1], whose shift is u Σ(j + 1)aⱼⱼ + 4u = 9u.
  it.each([
    [16, true],
    [8, false],
  ])('shiftedCholesky(2, [1 a; a 1]) at 1 − a = %d u: proved is %s', (gap, proved) => {
    const outcome = shiftedCholesky(2, constant(2, 1, 1 - gap * u));
    expect(outcome.leastPivot !== undefined).toBe(proved);
  });

  // λmin = 3(1 − a) of [3 3a; 3a 3], whose shift is 3(2 + 3)u + 4u = 19u.
  it.each([
    [40, true],
    [12, false],
  ])('shiftedCholesky(2, [3 3a; 3a 3]) at 3(1 − a) = %d u: proved is %s', (gap, proved) => {
    const outcome = shiftedCholesky(2, constant(2, 3, 3 - gap * u));
    expect(outcome.leastPivot !== undefined).toBe(proved);
  });

  // λmin = 1 − a of order 8, whose shift is (2 + 3 + … + 9)u + 4u = 48u.
  it.each([
    [128, true],
    [40, false],
  ])('shiftedCholesky(8, …) with λmin = %d u: proved is %s', (gap, proved) => {
    const outcome = shiftedCholesky(8, constant(8, 1, 1 - gap * u));
    expect(outcome.leastPivot !== undefined).toBe(proved);
  });

  it.each([
    [[1, 2, 2, 1]],
    [[1, 1, 1, 1]],
    [[4, 2, 2, 2, 5, 9, 2, 9, 6]],
    [[1, 0.5, 0.25, 3, 0.5, 1, 0.5, 1, 0.25, 0.5, 1, 2, 3, 1, 2, 1]],
    [[2 ** 600, 2 ** 601, 2 ** 601, 2 ** 600]],
    [[2 ** 40, 3, 3, 2 ** -40]],
  ])('shiftedCholesky of %j breaks off with a direction in which it is not positive', (entries) => {
    const { leastPivot, direction } = shiftedCholesky(Math.sqrt(entries.length), Float64Array.from(entries));
    expect(leastPivot).toBeUndefined();
    const x = direction ?? new Float64Array(0);
    const size = entries.reduce(
      (sum, value, k) => sum + Math.abs(value * x[Math.floor(k / x.length)]! * x[k % x.length]!),
      0,
    );
    expect(size).toBeGreaterThan(0);
    expect(form(entries, x)).toBeLessThanOrEqual(64 * u * size);
  });

  it.each([
    [[0]],
    [[-1]],
    [[0, 0, 0, 0]],
    [[0, 0, 0, -100]],
    [[-1e300, 0, 0, 1]],
    [[1, 0, 0, -1e300]],
    [[Number.POSITIVE_INFINITY, 0, 0, 1]],
  ])('shiftedCholesky proves nothing of the diagonal of %j', (entries) => {
    const { leastPivot } = shiftedCholesky(Math.sqrt(entries.length), Float64Array.from(entries));
    expect(leastPivot).toBeUndefined();
  });

  it('shiftedCholesky proves nothing where a product overflows or an entry is NaN', () => {
    expect(shiftedCholesky(2, Float64Array.of(1, 1e300, 1e300, 1)).leastPivot).toBeUndefined();
    expect(shiftedCholesky(2, Float64Array.of(1, Number.NaN, Number.NaN, 1)).leastPivot).toBeUndefined();
  });
});

it('diagonalExponents bring the diagonal to [1, 4), and leave what is not positive', () => {
  const diagonal = [1, 3.9, 4, 0.25, 0.9, 2 ** -1074, 2 ** 1023, 0, -5];
  const entries = Float64Array.from({ length: 81 }, (_, k) => (k % 10 === 0 ? diagonal[k / 10]! : 7));
  expect(diagonalExponents(9, entries)).toEqual([0, 0, 1, -1, -1, -537, 511, 0, 0]);
});

it('shiftedCholesky has a least pivot above 0, or none: a pivot of 0 proves nothing', () => {
  // Across b², in units of its last place, the last pivot goes through 0.
  for (const b of [1, 1.25, 1.375, 1.6]) {
    for (let k = -64; k < 64; k++) {
      const { leastPivot } = shiftedCholesky(2, Float64Array.of(1, b, b, b * b + k * 2 ** -51));
      if (leastPivot !== undefined) expect(leastPivot).toBeGreaterThan(0);
    }
  }
});

it('shiftedCholesky breaks off in the direction that elimination leaves, with the pivot for its form', () => {
  // x₁ = −8/5 and x₂ = 1/5 solve the two rows before, and 3x₁ + x₂ + 1 = −18/5 is left of the third.
  const entries = [2, 1, 3, 1, 3, 1, 3, 1, 1];
  const { direction } = shiftedCholesky(3, Float64Array.from(entries));
  [-8 / 5, 1 / 5, 1].forEach((x, i) => {
    expect(direction![i]).toBeCloseTo(x, 12);
  });
  expect(form(entries, direction!)).toBeCloseTo(-18 / 5, 12);
});
