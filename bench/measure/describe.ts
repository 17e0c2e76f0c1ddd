import type { BenchRow, Target } from '../row.ts';

/** Three significant digits, in full. */
const text = (value: number): string => String(Number(value.toPrecision(3)));

/** A target in words. */
export const describeTarget = (target: Target, unit: BenchRow['unit']): string => {
  if (target === null) return '–';
  return 'atLeast' in target ? `≥ ${target.atLeast}${unit}` : `≤ ${target.atMost}${unit}`;
};

/** Median and spread of a row, or why there are none. */
export const describeMeasured = ({ measured, unit, remark }: BenchRow): string => {
  if (!measured) return remark ?? '–';
  const { median, least, greatest, rounds } = measured;
  const spread = rounds > 1 ? ` (${text(least)} – ${text(greatest)})` : '';
  return `${text(median)}${unit}${spread}${remark === undefined ? '' : `; ${remark}`}`;
};

/** ✓ or ✗, and – where there is no target or nothing was measured. */
export const mark = ({ met }: Pick<BenchRow, 'met'>): string => (met === null ? '–' : met ? '✓' : '✗');

/** One line of the terminal. */
export const describeRow = (row: BenchRow): string =>
  `${mark(row)} ${row.what} against ${row.peer}: ${describeMeasured(row)}, target ${describeTarget(row.target, row.unit)}`;
