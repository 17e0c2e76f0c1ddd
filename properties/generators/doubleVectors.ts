import fc from 'fast-check';
import type { VectorPair } from '../../src/arbitrary/pair/pairAtTangent.ts';
import type { DimensionRange } from '../../src/types/scenario.ts';

/** Two vectors of independent doubles between two ends, of any dimension of a range. */
export const doubleVectors = (
  { min, max }: DimensionRange,
  ends: { readonly min: number; readonly max: number },
): fc.Arbitrary<VectorPair> =>
  fc.integer({ min, max }).chain((size) => {
    const vector = fc
      .array(fc.double({ ...ends, noNaN: true }), { minLength: size, maxLength: size })
      .map((x) => Float64Array.from(x));
    return fc.record({ g: vector, y: vector });
  });
