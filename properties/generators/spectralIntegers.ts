import fc from 'fast-check';

/** An integer matrix with known eigenvalues: M = H diag(λ) H·(wᵀw)², H = I − 2wwᵀ/(wᵀw). */
export interface SpectralIntegers {
  readonly matrix: readonly (readonly number[])[];
  /** Eigenvalues, λᵢ(wᵀw)², and the eigenvectors wᵀw·H eᵢ, in integers. */
  readonly eigenvalues: readonly number[];
  readonly eigenvectors: readonly (readonly number[])[];
}

/** Integer matrices with integer eigenvalues and eigenvectors, all exact. @param squares whether λ are squares */
export const spectralIntegers = (demand: {
  readonly dimension: { readonly min: number; readonly max: number };
  readonly squares: boolean;
}): fc.Arbitrary<SpectralIntegers> =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -3, max: 3 })), {
      minLength: demand.dimension.min,
      maxLength: demand.dimension.max,
    })
    .map((coordinates) => {
      const lambda = coordinates.map(([root]) => (demand.squares ? root * root : root));
      const drawn = coordinates.map(([, wi]) => wi);
      const w = drawn.every((value) => value === 0) ? drawn.map((_, i) => (i === 0 ? 1 : 0)) : drawn;
      const ww = w.reduce((sum, value) => sum + value * value, 0);
      const eigenvectors = w.map((wi, i) => w.map((wj, j) => (i === j ? ww : 0) - 2 * wi * wj));
      const matrix = w.map((_, i) =>
        w.map((__, j) =>
          lambda.reduce((sum, value, k) => sum + value * eigenvectors[k]![i]! * eigenvectors[k]![j]!, 0),
        ),
      );
      return { matrix, eigenvalues: lambda.map((value) => value * ww * ww), eigenvectors };
    });
