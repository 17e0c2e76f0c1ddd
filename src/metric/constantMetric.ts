import { bitLength, type DyadicVector, dyadicVector, integerDot } from '../linalg/exact.ts';
import { integerDefiniteness } from '../linalg/fractionFree.ts';
import { kernel, reducedRows } from '../linalg/rationalRows.ts';
import { finiteVector } from '../linalg/vector.ts';
import type { VectorLike } from '../types/vector.ts';

/** One metric for many steps, or why there is none. */
export type ConstantMetric =
  | {
      readonly exists: true;
      /** M = entries · 2^exponent/denominator, row-major, shape (D·D); symmetric. */
      readonly entries: readonly bigint[];
      /** > 0. */
      readonly denominator: bigint;
      readonly exponent: number;
    }
  | {
      readonly exists: false;
      /** gᵢᵀyⱼ ≠ gⱼᵀyᵢ, and gᵢᵀMgⱼ would be both. */
      readonly reason: 'asymmetric';
      readonly pair: readonly [number, number];
    }
  | {
      readonly exists: false;
      /** (Gc)ᵀ(Yc) ≤ 0 where Gc ≠ 0, or Gc = 0 where Yc ≠ 0. */
      readonly reason: 'not-positive' | 'not-a-function';
      /** c, shape (k). */
      readonly direction: readonly bigint[];
    };

/**
 * One symmetric positive definite M with M gᵢ = yᵢ for every i.
 *
 * It exists iff GᵀY is symmetric, positive semidefinite, and of the rank of the stacked [G; Y], that is, iff GᵀYc = 0 implies
 * Gc = 0 and Yc = 0. Then M = Y_B(G_BᵀY_B)⁻¹Y_Bᵀ + ZZᵀ with B independent columns of G and Z a basis of (span G)^⊥.
 * Necessary: GᵀY = GᵀMG, and GᵀYc = 0 gives cᵀGᵀMGc = 0. Sufficient: xᵀMx = 0 forces x = G_Bc with G_BᵀY_Bc = 0.
 *
 * Source: X10.
 *
 * @param g updates, shape (k, D), finite @param y negated gradients, shape (k, D), finite
 * @throws TypeError where they are not as many vectors of one length; RangeError where there is none, or one is not finite
 * Accuracy: exact. Cost: O(k²D + k³ + D³) products of integers.
 */
export const constantMetric = (g: readonly VectorLike[], y: readonly VectorLike[]): ConstantMetric => {
  const [G, Y] = readColumns(g, y);
  const products = G.columns.map((gi) => Y.columns.map((yj) => integerDot(gi, yj)));
  const k = products.length;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < i; j++) {
      if (products[i]![j] !== products[j]![i]) return { exists: false, reason: 'asymmetric', pair: [j, i] };
    }
  }
  const { kind, witness } = integerDefiniteness(k, products.flat());
  if (kind === 'indefinite') return { exists: false, reason: 'not-positive', direction: witness! };
  for (const c of kernel(products, k)) {
    if (combined(G.columns, c).some((entry) => entry !== 0n)) {
      return { exists: false, reason: 'not-positive', direction: c };
    }
    if (combined(Y.columns, c).some((entry) => entry !== 0n)) {
      return { exists: false, reason: 'not-a-function', direction: c };
    }
  }
  return { exists: true, ...metricOf(G.columns, Y.columns, products), exponent: Y.exponent - G.exponent };
};

interface Columns {
  readonly columns: readonly (readonly bigint[])[];
  readonly exponent: number;
}

const readColumns = (g: readonly VectorLike[], y: readonly VectorLike[]): readonly [Columns, Columns] => {
  if (g.length !== y.length) {
    throw new TypeError(
      `constantMetric: g and y must be as many vectors, got g of ${g.length} and y of ${y.length}`,
    );
  }
  if (g.length === 0) throw new RangeError('constantMetric: there must be a pair, got g = []');
  const size = g[0]!.length;
  const read = (name: string, vectors: readonly VectorLike[]): Columns => {
    const columns = vectors.map((vector, i) => finiteVector('constantMetric', `${name}[${i}]`, vector));
    const odd = columns.find((vector) => vector.length !== size);
    if (odd) {
      throw new TypeError(
        `constantMetric: all vectors must be of one length, got ${name} of ${size} and ${odd.length}`,
      );
    }
    const all = withoutTwos(dyadicVector(columns.flatMap((vector) => [...vector])));
    return {
      columns: columns.map((_, i) => all.integers.slice(i * size, (i + 1) * size)),
      exponent: all.exponent,
    };
  };
  return [read('g', g), read('y', y)];
};

/** The same numbers over the greatest power of two that there is: short integers stay short. */
const withoutTwos = ({ integers, exponent }: DyadicVector): DyadicVector => {
  const bits = integers.reduce((all, value) => all | value, 0n);
  const twos = bits === 0n ? 0 : bitLength(bits & -bits) - 1;
  return { integers: integers.map((value) => value >> BigInt(twos)), exponent: exponent + twos };
};

/** Σ cᵢxᵢ. */
const combined = (vectors: readonly (readonly bigint[])[], c: readonly bigint[]): readonly bigint[] =>
  vectors[0]!.map((_, row) =>
    integerDot(
      vectors.map((vector) => vector[row]!),
      c,
    ),
  );

/** Y_B(G_BᵀY_B)⁻¹Y_Bᵀ + ZZᵀ over one denominator. */
const metricOf = (
  G: readonly (readonly bigint[])[],
  Y: readonly (readonly bigint[])[],
  products: readonly (readonly bigint[])[],
): { readonly entries: readonly bigint[]; readonly denominator: bigint } => {
  const size = G[0]!.length;
  const rows = Array.from({ length: size }, (_, row) => G.map((column) => column[row]!));
  const basis = reducedRows(rows, G.length).pivots;
  const complement = kernel(
    basis.map((i) => G[i]!),
    size,
  );
  // (G_BᵀY_B) X = Y_Bᵀ
  const system = basis.map((i) => [...basis.map((j) => products[i]![j]!), ...Y[i]!]);
  const solved = reducedRows(system, basis.length);
  const sign = solved.pivot < 0n ? -1n : 1n;
  const denominator = sign * solved.pivot;
  const entries = Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    let entry = 0n;
    for (const [b, i] of basis.entries()) {
      entry += sign * Y[i]![row]! * solved.rows[b]![basis.length + column]!;
    }
    for (const z of complement) entry += denominator * z[row]! * z[column]!;
    return entry;
  });
  return { entries, denominator };
};
