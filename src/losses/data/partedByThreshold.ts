/**
 * Whether one measurement, compared with a threshold, tells two groups of rows apart; true where one of them is empty.
 *
 * Exact. @param ours, theirs rows of one length Cost: O(nD).
 */
export const partedByThreshold = (
  ours: readonly (readonly number[])[],
  theirs: readonly (readonly number[])[],
): boolean => {
  const columns = [...ours, ...theirs][0] ?? [];
  return (
    ours.length === 0 ||
    theirs.length === 0 ||
    columns.some((_, j) => {
      const [a, b] = [ours.map((row) => row[j]!), theirs.map((row) => row[j]!)];
      return Math.max(...a) < Math.min(...b) || Math.max(...b) < Math.min(...a);
    })
  );
};
