import { overOneDenominator } from './fraction.ts';

/** Integer numerators over one positive denominator. */
export interface ExactMatrix {
  readonly n: readonly (readonly bigint[])[];
  readonly d: bigint;
}

const product = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0n);

/**
 * M(α) = y yᵀ/(yᵀg) + α(I − g gᵀ/(gᵀg)) of a pair of doubles, α = ratio·yᵀy/(yᵀg), as integers over
 * yᵀg·gᵀg·(denominator of ratio). Exact.
 */
export const exactFamily = (
  g: ArrayLike<number>,
  y: ArrayLike<number>,
  ratio: { readonly n: bigint; readonly d: bigint } = { n: 1n, d: 1n },
): ExactMatrix => {
  const [left, right] = [overOneDenominator(g), overOneDenominator(y)];
  // g = G/p and y = Y/q: M = (p/q)·M(G, Y).
  const [G, Y] = [left.n, right.n];
  const [yy, gg, yg] = [product(Y, Y), product(G, G), product(Y, G)];
  const n = Y.map((yi, i) =>
    Y.map((yj, j) => {
      const complement = (i === j ? gg : 0n) - G[i]! * G[j]!;
      return (ratio.d * yi * yj * gg + ratio.n * yy * complement) * left.d;
    }),
  );
  return { n, d: ratio.d * yg * gg * right.d };
};

/** M − tI as integers with the same inertia, t = a fraction. */
export const shifted = (
  { n, d }: ExactMatrix,
  t: { readonly n: bigint; readonly d: bigint },
): readonly (readonly bigint[])[] =>
  n.map((row, i) => row.map((value, j) => value * t.d - (i === j ? t.n * d : 0n)));

/** Entries of a dense matrix of doubles over one denominator. Exact. */
export const exactMatrix = (matrix: {
  readonly rows: number;
  get(i: number, j: number): number;
}): ExactMatrix => {
  const size = matrix.rows;
  const { n, d } = overOneDenominator(
    Array.from({ length: size * size }, (_, k) => matrix.get(Math.floor(k / size), k % size)),
  );
  return { n: Array.from({ length: size }, (_, i) => n.slice(i * size, (i + 1) * size)), d };
};
