import { expect, it } from 'vitest';
import { exactDimension, proofOfDefiniteness } from './definiteness.ts';

/** I but for the last 2 × 2 block, [1 a; a 1]. */
const withBlock = (size: number, a: number): Float64Array => {
  const entries = new Float64Array(size * size);
  for (let i = 0; i < size; i++) entries[i * size + i] = 1;
  entries[size * size - 2] = a;
  entries[size * size - size - 1] = a;
  return entries;
};

it('proofOfDefiniteness takes Cholesky where that is enough', () => {
  const proof = proofOfDefiniteness(2, Float64Array.of(2, 1, 1, 2));
  expect(proof?.method).toBe('shifted-cholesky');
  expect(proof?.leastPivot).toBeCloseTo(3 / 4, 14);
});

it('proofOfDefiniteness takes exact elimination up to its dimension where Cholesky is not sure', () => {
  const a = 1 - 2 ** -53;
  const proof = proofOfDefiniteness(exactDimension, withBlock(exactDimension, a));
  expect(proof?.method).toBe('exact-elimination');
  // 1 − a² = 2⁻⁵² − 2⁻¹⁰⁶.
  expect(proof?.leastPivot).toBeCloseTo(2 ** -52, 30);
  expect(proofOfDefiniteness(exactDimension + 1, withBlock(exactDimension + 1, a))).toBeUndefined();
  expect(proofOfDefiniteness(exactDimension + 1, withBlock(exactDimension + 1, 0.5))?.leastPivot).toBeCloseTo(
    0.75,
    12,
  );
});

it.each([
  [[1, 1, 1, 1]],
  [[1, 2, 2, 1]],
  [[1, 0, 0, 0]],
  [[0, 0, 0, 1]],
  [[1, 0, 0, -1]],
  [[-1, 0, 0, 1]],
  [[Number.NaN, 0, 0, 1]],
  [[1, 0, 0, Number.NaN]],
  [[1, 0, 0, Number.NEGATIVE_INFINITY]],
  [[Number.POSITIVE_INFINITY, 0, 0, 1]],
])('proofOfDefiniteness finds none for %j', (entries) => {
  expect(proofOfDefiniteness(2, Float64Array.from(entries))).toBeUndefined();
});
