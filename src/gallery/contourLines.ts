import { contours } from 'd3-contour';
import type { LossPicture, PlaneWindow } from '../types/gallery.ts';
import type { Loss } from '../types/loss.ts';

/** Points of the grid along each axis: a narrow valley is several of them wide. */
const side = 180;

const levelCount = 14;

/** How much closer levels lie where the loss is low. Beyond 1.5, the lowest fall apart into islands along a narrow valley. */
const crowding = 1.5;

/** Side of the square in which paths are written. */
const square = 1000;

/**
 * Contour lines of a loss of two dimensions over a window, at levels that lie closer together where it is low: quantiles of its
 * values, from which the steepness of the walls has been taken by a power.
 *
 * Source: marching squares, as d3-contour has them. Cost: 32,400 values of the loss.
 */
export const contourLines = (loss: Loss, { x, y }: PlaneWindow): LossPicture['contours'] => {
  const at = ([from, to]: readonly [number, number], i: number): number =>
    from + ((to - from) * (i + 1 / 2)) / side;
  const values = Float64Array.from({ length: side * side }, (_, k) => {
    const value = loss.value(Float64Array.of(at(x, k % side), at(y, side - 1 - Math.floor(k / side))));
    return Number.isFinite(value) ? value : Number.MAX_VALUE;
  });
  const sorted = values.toSorted();
  const levels = Array.from({ length: levelCount }, (_, i) => {
    const share = ((i + 1) / (levelCount + 1)) ** crowding;
    return sorted[Math.floor(share * (sorted.length - 1))]!;
  });
  const lines = contours()
    .size([side, side])
    .thresholds([...new Set(levels)]);
  return lines(values).map(({ value, coordinates }) => ({
    level: Number(value.toPrecision(4)),
    path: coordinates.flat().map(ringPath).join(''),
  }));
};

/** Along the edge of the grid a ring closes where there is no line. */
const isEdge = ([x, y]: readonly [number, number]): boolean => x <= 0 || y <= 0 || x >= side || y >= side;

const placed = (point: readonly [number, number]): readonly [number, number] => [
  Math.round((point[0] * square) / side),
  Math.round((point[1] * square) / side),
];

/** The lines of a ring, each point after the first of a line as its distance from the one before. */
const ringPath = (ring: readonly (readonly [number, number])[]): string => {
  let text = '';
  let pen: readonly [number, number] | undefined;
  for (const [i, point] of ring.entries()) {
    const before = ring[i - 1];
    if (before === undefined) continue;
    if (isEdge(point) && isEdge(before)) {
      pen = undefined;
      continue;
    }
    const [x, y] = pen ?? placed(before);
    if (pen === undefined) text += `M${x} ${y}`;
    const [nextX, nextY] = placed(point);
    // Two points of one place are one.
    if (nextX !== x || nextY !== y || pen === undefined) text += `l${nextX - x} ${nextY - y}`;
    pen = [nextX, nextY];
  }
  return text;
};
