import { describe, expect, it } from 'vitest';
import { slabCopy, slabVector } from './slab.ts';

describe('slabVector(dimension)', () => {
  it('is zero, of the length asked for, and nothing else writes to it', () => {
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

  it.each([1025, 2000, 10_000, 100_000])(
    'gives a vector of %d entries, more than an eighth of a slab, memory of its own',
    (length) => {
      const vector = slabVector(length);
      expect(vector).toHaveLength(length);
      expect(vector.buffer.byteLength).toBe(vector.byteLength);
    },
  );

  it('fills a slab of 64 kB to its last entry before it takes another', () => {
    const buffers = Array.from({ length: 16 }, () => slabVector(1024).buffer);
    for (const buffer of buffers) expect(buffer.byteLength).toBe(65_536);
    // Eight to a slab, wherever in one the first of them lies.
    const first = buffers.findIndex((buffer) => buffer !== buffers[0]);
    expect(new Set(buffers.slice(first, first + 8)).size).toBe(1);
  });
});

it('slabCopy(values) keeps every bit, and none of what happens to the values later', () => {
  const values = Float64Array.of(-0, Number.NaN, 5e-324, Number.NEGATIVE_INFINITY);
  const copy = slabCopy(values);
  values.fill(1);
  expect(copy).toEqual(Float64Array.of(-0, Number.NaN, 5e-324, Number.NEGATIVE_INFINITY));
});
