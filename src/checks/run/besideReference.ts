import type { Check } from '../../types/check.ts';
import type { TrajectoryRow } from '../../types/report.ts';
import type { Setting } from '../../types/scenario.ts';

/** The rows of a run, each with what the reference of the check does there, where the check has one. */
export const besideReference = (
  check: Pick<Check, 'reference'>,
  setting: Setting,
  rows: readonly TrajectoryRow[],
): readonly TrajectoryRow[] => {
  const beside = check.reference?.(setting, rows);
  if (!beside) return rows;
  return rows.map((row, k) => {
    const reference = beside[k];
    return reference ? { ...row, reference } : row;
  });
};
