import type { Vector, VectorLike } from '../types/vector.ts';

/** Entries of a slab: 64 kB, of which a vector takes an eighth at most. */
const slabLength = 8192;

let slab = new Float64Array(slabLength).buffer;
let used = slabLength;

/**
 * A zero vector of shape (D) that shares its memory with others: only for what never reaches the user's code, which
 * might look at `buffer`, and never for a message to another process.
 *
 * Cost: a tenth of a microsecond; memory of its own costs a vector of more than eight entries five times that, and as
 * much again when it is freed. A slab is never used twice, and freed with the last of its vectors.
 */
export const slabVector = (dimension: number): Vector => {
  if (dimension > slabLength / 8) return new Float64Array(dimension);
  if (used + dimension > slabLength) {
    slab = new ArrayBuffer(slabLength * Float64Array.BYTES_PER_ELEMENT);
    used = 0;
  }
  const vector = new Float64Array(slab, used * Float64Array.BYTES_PER_ELEMENT, dimension);
  used += dimension;
  return vector;
};

/** A copy in a slab, under the conditions of {@link slabVector}. */
export const slabCopy = (values: VectorLike): Vector => {
  const copy = slabVector(values.length);
  for (let i = 0; i < copy.length; i++) copy[i] = values[i]!;
  return copy;
};
