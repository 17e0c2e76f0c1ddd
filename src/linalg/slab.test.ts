import { describe, expect, it } from 'vitest';
import { slabCopy, slabVector } from './slab.ts';

describe('slabVector(dimension)', () => {
  it('is zero, of the length asked for, and nobody else writes to it', () => {
    const vectors = Array.from({ length: 1000 }, (_, i) => {
      const vector = slabVector(i % 40);
      expect(vector).toEqual(new Float64Array(i % 40));
      return vector.fill(i);
    });
    for (const [i, vector] of vectors.entries()) {
      expect(vector).toHaveLength(i % 40);
      expect(vector.every((value) => value === i)).toBe(true);
    }
  });

  it('gives long vectors memory of their own', () => {
    const vector = slabVector(100_000);
    expect(vector).toHaveLength(100_000);
    expect(vector.buffer.byteLength).toBe(vector.byteLength);
  });
});

it('slabCopy(values) keeps every bit, and none of what happens to the values later', () => {
  const values = Float64Array.of(-0, Number.NaN, 5e-324, Number.NEGATIVE_INFINITY);
  const copy = slabCopy(values);
  values.fill(1);
  expect(copy).toEqual(Float64Array.of(-0, Number.NaN, 5e-324, Number.NEGATIVE_INFINITY));
});
