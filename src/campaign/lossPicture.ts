import type { Loss, LossFamily, LossReference } from '../types/loss.ts';
import type { Picture, TrajectoryRow } from '../types/report.ts';

/** Points of the grid along each axis, by dimension. */
const pointsAlong: readonly (number | undefined)[] = [undefined, 81, 25];

/** The grid reaches so far from the middle of the run, in widths of the run. */
const reach = 0.6;

/** A range wider than this is no picture of anything. */
const widest = 1e100;

/**
 * The loss of a case for those who look at it: its formula with its numbers, and L on a grid around the run where D ≤ 2
 * and L stands still. Of a user's own loss nothing more is asked than the checks do.
 *
 * Cost: 81 values in one dimension, 625 in two.
 */
export const lossPicture = (
  family: LossFamily | undefined,
  { parameters, file }: LossReference,
  { loss, rows }: { readonly loss: Loss; readonly rows: readonly TrajectoryRow[] },
): Picture => {
  const formula = family?.formula?.(parameters);
  const grid = file === undefined && !loss.facts.timeVarying ? gridAround(loss, rows) : undefined;
  return {
    ...(formula !== undefined && { formula }),
    ...(formula === undefined && family !== undefined && { description: family.description }),
    ...(grid && { grid }),
  };
};

const gridAround = (loss: Loss, rows: readonly TrajectoryRow[]): Picture['grid'] => {
  const count = pointsAlong[loss.dimension];
  if (count === undefined || rows.length === 0) return undefined;
  const ends = Array.from({ length: loss.dimension }, (_, i) => {
    const at = rows.flatMap(({ theta, delta, y, reference }) => [
      theta[i]!,
      theta[i]! + delta[i]!,
      // Where −∇L leads, as far as the update goes.
      theta[i]! + (Math.hypot(...delta) * y[i]!) / (Math.hypot(...y) || 1),
      ...(reference?.theta ? [reference.theta[i]!] : []),
    ]);
    return { least: Math.min(...at), most: Math.max(...at) };
  });
  // One length for both, so that angles are seen as they are.
  const half = reach * Math.max(...ends.map(({ least, most }) => most - least)) || 1;
  if (!(half < widest)) return undefined;
  const from = ends.map(({ least, most }) => (least + most) / 2 - half);
  if (from.some((start) => start + half === start)) return undefined;
  const along = (i: number, k: number): number => from[i]! + (2 * half * k) / (count - 1);
  const values = Array.from({ length: count ** loss.dimension }, (_, index) => {
    const theta = from.map((_, i) => along(i, i === 0 ? index % count : Math.floor(index / count)));
    return loss.value(Float64Array.from(theta));
  });
  const digits = digitsToDraw(values.filter(Number.isFinite));
  return {
    from,
    to: from.map((start) => start + 2 * half),
    values: values.map((value) => Number(value.toPrecision(digits))),
  };
};

/** Digits of numbers whose differences are to be seen: four of the differences. */
const digitsToDraw = (values: readonly number[]): number => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const lost = Math.ceil(Math.log10(Math.max(Math.abs(least), Math.abs(most)) / (most - least)));
  return 4 + Math.min(Math.max(lost, 0) || 0, 13);
};
