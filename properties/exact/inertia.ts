/** How many eigenvalues of a symmetric matrix are negative, zero and positive. */
export interface Inertia {
  readonly negative: number;
  readonly zero: number;
  readonly positive: number;
}

/**
 * Inertia of a symmetric integer matrix by congruence without any division: pick a diagonal entry p ≠ 0, replace the
 * rest by sign(p)(pA − aaᵀ); where the diagonal is 0 add one row and column to another first. Exact (Sylvester).
 *
 * Integers double in length at every step, so that it is for small matrices only.
 */
export const inertia = (matrix: readonly (readonly bigint[])[]): Inertia => {
  const size = matrix.length;
  if (size === 0) return { negative: 0, zero: 0, positive: 0 };
  const at = matrix.findIndex((row, i) => row[i] !== 0n);
  if (at < 0) {
    const i = matrix.findIndex((row) => row.some((value) => value !== 0n));
    if (i < 0) return { negative: 0, zero: size, positive: 0 };
    const j = matrix[i]!.findIndex((value) => value !== 0n);
    return inertia(withRowAdded(matrix, i, j));
  }
  const pivot = matrix[at]![at]!;
  const sign = pivot > 0n ? 1n : -1n;
  const others = matrix.map((_, k) => k).filter((k) => k !== at);
  const rest = inertia(
    others.map((i) => others.map((j) => sign * (pivot * matrix[i]![j]! - matrix[i]![at]! * matrix[at]![j]!))),
  );
  return pivot > 0n ? { ...rest, positive: rest.positive + 1 } : { ...rest, negative: rest.negative + 1 };
};

/** (I + e_i e_jᵀ) A (I + e_j e_iᵀ). */
const withRowAdded = (
  matrix: readonly (readonly bigint[])[],
  i: number,
  j: number,
): readonly (readonly bigint[])[] => {
  const rows = matrix.map((row, k) => (k === i ? row.map((value, l) => value + matrix[j]![l]!) : row));
  return rows.map((row) => row.map((value, l) => (l === i ? value + row[j]! : value)));
};
