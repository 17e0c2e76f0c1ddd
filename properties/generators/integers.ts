import fc from 'fast-check';

/** An effective pair of integers. */
export interface IntegerPair {
  readonly g: readonly number[];
  readonly y: readonly number[];
}

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Integer pairs with yᵀg > 0, coordinates zipped so that they shrink together. */
export const integerPairs = (dimension: {
  readonly min: number;
  readonly max: number;
}): fc.Arbitrary<IntegerPair> => {
  const coordinate = fc.integer({ min: -9, max: 9 });
  return fc
    .array(fc.tuple(coordinate, coordinate), { minLength: dimension.min, maxLength: dimension.max })
    .map((coordinates) => {
      const drawn = coordinates.map(([gi]) => gi);
      const g = drawn.every((value) => value === 0) ? drawn.map(() => 1) : drawn;
      const y = coordinates.map(([, yi]) => yi);
      const yg = product(y, g);
      if (yg > 0) return { g, y };
      // −y where they point apart; y + g where they are orthogonal, for then yᵀg becomes gᵀg.
      return { g, y: y.map((value, i) => (yg < 0 ? -value : value + g[i]!)) };
    });
};

/** Integer matrices A Aᵀ + I, positive definite with eigenvalues ≥ 1. */
export const integerMetrics = (dimension: {
  readonly min: number;
  readonly max: number;
}): fc.Arbitrary<readonly (readonly number[])[]> =>
  fc.integer(dimension).chain((size) =>
    fc
      .array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      })
      .map((rows) => rows.map((row, i) => rows.map((other, j) => product(row, other) + (i === j ? 1 : 0)))),
  );

/** M v of small integers. */
export const image = (matrix: readonly (readonly number[])[], v: readonly number[]): readonly number[] =>
  matrix.map((row) => product(row, v));

/** An integer metric with an integer vector g ≠ 0. */
export const metricsWithUpdate = (dimension: {
  readonly min: number;
  readonly max: number;
}): fc.Arbitrary<{ readonly matrix: readonly (readonly number[])[]; readonly g: readonly number[] }> =>
  integerMetrics(dimension).chain((matrix) =>
    fc
      .array(fc.integer({ min: -9, max: 9 }), { minLength: matrix.length, maxLength: matrix.length })
      .map((g) => ({ matrix, g: g.every((value) => value === 0) ? g.map(() => 1) : g })),
  );
