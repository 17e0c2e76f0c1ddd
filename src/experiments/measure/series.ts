import type { ExperimentReport } from '../../types/report.ts';

type Series = ExperimentReport['series'][number];

/** An axis: its label, and whether it is drawn on a logarithmic scale. */
export interface Axis {
  readonly label: string;
  readonly log?: boolean;
}

/** One curve y(x); points without a y, with a coordinate that is not finite, or not positive on a logarithmic axis, are left out. */
export const series = (
  name: string,
  axes: { readonly x: Axis; readonly y: Axis },
  points: readonly (readonly [number, number | null])[],
): Series => {
  const shows = ({ log }: Axis, value: number): boolean => Number.isFinite(value) && (!log || value > 0);
  const drawable = points.flatMap(([x, y]) =>
    y !== null && shows(axes.x, x) && shows(axes.y, y) ? [[x, y] as const] : [],
  );
  return {
    name,
    x: { ...axes.x, values: drawable.map(([x]) => x) },
    y: { ...axes.y, values: drawable.map(([, y]) => y) },
  };
};

/** The mean of a list, NaN of an empty one. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The least value that more than the share p of a list is at most, for 0 ≤ p < 1; null of an empty list. */
export const quantile = (values: readonly number[], p: number): number | null =>
  [...values].sort((a, b) => a - b)[Math.floor(p * values.length)] ?? null;

/** The upper median of a list, null of an empty one. */
export const median = (values: readonly number[]): number | null => quantile(values, 1 / 2);

/** A figure, or the word for there being none. */
export const orNone = (value: number | null): number | string => value ?? 'none';

/** The share of a list that a predicate accepts. */
export const share = <Value>(values: readonly Value[], accepts: (value: Value) => boolean): number =>
  values.filter(accepts).length / values.length;

/** Degrees of an angle in radians. */
export const degrees = (angle: number): number => (angle * 180) / Math.PI;
