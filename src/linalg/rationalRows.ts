/** Rows after elimination: in each pivot column one row has `pivot` and all others 0. */
export interface ReducedRows {
  readonly rows: readonly (readonly bigint[])[];
  /** Column of the pivot of each of the first rows; their number is the rank. */
  readonly pivots: readonly number[];
  /** The common value of all pivots, 1 where there is none. */
  readonly pivot: bigint;
}

/**
 * Row reduction of an integer matrix without fractions: aᵢⱼ ← (aₖₖaᵢⱼ − aᵢₖaₖⱼ)/aₖ₋₁,ₖ₋₁ in every row but the k-th, in which
 * every division is exact, so that all pivots are equal at the end.
 *
 * Source: Bareiss, Math. Comp. 22 (1968).
 *
 * @param matrix shape (rows, columns) @param columns how many of the columns may have pivots, the others are right-hand sides
 * Accuracy: exact. Cost: O(rows · columns · rank) products of integers.
 */
export const reducedRows = (matrix: readonly (readonly bigint[])[], columns: number): ReducedRows => {
  const a = matrix.map((row) => [...row]);
  const pivots: number[] = [];
  let previous = 1n;
  for (let column = 0; column < columns && pivots.length < a.length; column++) {
    const k = pivots.length;
    const found = a.findIndex((row, i) => i >= k && row[column] !== 0n);
    if (found < 0) continue;
    const row = a[found]!;
    a[found] = a[k]!;
    a[k] = row;
    const pivot = row[column]!;
    for (const [i, other] of a.entries()) {
      if (i === k) continue;
      const factor = other[column]!;
      for (let j = 0; j < other.length; j++) other[j] = (pivot * other[j]! - factor * row[j]!) / previous;
    }
    previous = pivot;
    pivots.push(column);
  }
  return { rows: a, pivots, pivot: previous };
};

/** Integer vectors that span {c : A c = 0}. @param matrix shape (rows, columns) @returns shape (columns − rank, columns) */
export const kernel = (
  matrix: readonly (readonly bigint[])[],
  columns: number,
): readonly (readonly bigint[])[] => {
  const { rows, pivots, pivot } = reducedRows(matrix, columns);
  const free = Array.from({ length: columns }, (_, j) => j).filter((j) => !pivots.includes(j));
  return free.map((j) => {
    const vector = Array.from({ length: columns }, () => 0n);
    vector[j] = pivot;
    for (const [i, column] of pivots.entries()) vector[column] = -rows[i]![j]!;
    return vector;
  });
};
