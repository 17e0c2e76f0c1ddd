/** What is used of d3-contour and d3-array, which come without types. */
declare module 'd3-contour' {
  interface MultiPolygon {
    readonly value: number;
    /** Polygons of rings of points, in units of the grid. */
    readonly coordinates: readonly (readonly (readonly (readonly [number, number])[])[])[];
  }
  interface Contours {
    (values: ArrayLike<number>): readonly MultiPolygon[];
    size(size: readonly [number, number]): Contours;
    thresholds(levels: readonly number[]): Contours;
  }
  export const contours: () => Contours;
}

declare module 'd3-array' {
  /** Round numbers between two, about so many. */
  export const ticks: (from: number, to: number, count: number) => number[];
}
