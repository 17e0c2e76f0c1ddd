/** Points that are kept. */
export const mostPoints = 600;

/** A curve of a run of any length in constant memory. */
export interface Thinned<Point> {
  readonly add: (point: Point) => void;
  readonly result: () => { readonly stride: number; readonly points: readonly Point[] };
}

/**
 * Keeps every point of a short run, and of a longer one the worst of each stretch of `stride` points, which doubles
 * whenever there are more than fit.
 *
 * @param isWorse whether the first of two points is to be kept rather than the second
 */
export const thinned = <Point>(isWorse: (one: Point, other: Point) => boolean): Thinned<Point> => {
  let points: Point[] = [];
  let [stride, inLast] = [1, 0];
  return {
    add: (point) => {
      const last = points.at(-1);
      if (last !== undefined && inLast < stride) {
        if (isWorse(point, last)) points[points.length - 1] = point;
        inLast++;
        return;
      }
      if (points.length === mostPoints) {
        points = points.flatMap((one, i) => {
          const next = points[i + 1];
          if (i % 2 === 1) return [];
          return [next !== undefined && isWorse(next, one) ? next : one];
        });
        stride *= 2;
      }
      points.push(point);
      inLast = 1;
    },
    result: () => ({ stride, points }),
  };
};
