import fc from 'fast-check';
import { Matrix } from 'ml-matrix';

/** A symmetric matrix at or around singularity. */
export interface EdgeMatrix {
  readonly rows: readonly (readonly number[])[];
}

/** Doubles next to x, by units in the last place. */
const nudged = (x: number, units: number): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(units));
  return x === 0 ? units * Number.MIN_VALUE : view.getFloat64(0);
};

const gram = (vectors: readonly (readonly number[])[]): number[][] =>
  vectors.map((a) => vectors.map((b) => a.reduce((sum, value, k) => sum + value * b[k]!, 0)));

/** Gram matrices of integer vectors in one dimension less than there are vectors: exactly singular. */
const singular = (size: number): fc.Arbitrary<number[][]> =>
  fc
    .array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: size - 1, maxLength: size - 1 }), {
      minLength: size,
      maxLength: size,
    })
    .map(gram);

/** One symmetric pair of entries moved by a few units, or by a small integer. */
const moved = (rows: number[][], i: number, j: number, units: number): number[][] => {
  const value = Math.abs(units) > 3 ? rows[i]![j]! + Math.sign(units) : nudged(rows[i]![j]!, units);
  return rows.map((row, k) =>
    row.map((entry, l) => ((k === i && l === j) || (k === j && l === i) ? value : entry)),
  );
};

/** Powers of two on rows and columns, which change no definiteness. */
const scaled = (rows: number[][], exponents: readonly number[]): number[][] =>
  rows.map((row, i) =>
    row.map((entry, j) => entry * 2 ** (exponents[i % exponents.length]! + exponents[j % exponents.length]!)),
  );

/**
 * Symmetric matrices of doubles on either side of singular: integer Gram matrices of deficient rank, as they are, one
 * to three units off in one entry, one off on the integers, and scaled by powers of two.
 */
export const edgeMatrices = (dimension: {
  readonly min: number;
  readonly max: number;
}): fc.Arbitrary<EdgeMatrix> =>
  fc
    .integer(dimension)
    .chain((size) =>
      fc.record({
        rows: singular(size),
        i: fc.integer({ min: 0, max: size - 1 }),
        j: fc.integer({ min: 0, max: size - 1 }),
        units: fc.integer({ min: -5, max: 5 }),
        exponents: fc.oneof(
          fc.constant([0]),
          fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: size }),
        ),
      }),
    )
    .map(({ rows, i, j, units, exponents }) => ({ rows: scaled(moved(rows, i, j, units), exponents) }));

export const matrixOf = ({ rows }: EdgeMatrix): Matrix =>
  rows.length === 0 ? new Matrix(0, 0) : new Matrix(rows.map((row) => [...row]));
