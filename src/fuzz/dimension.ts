/** Dimensions of θ from `min` to `max`. */
export interface DimensionRange {
  readonly min: number;
  readonly max: number;
}

/** What is fuzzed where nothing else is said. */
export const usualDimension: DimensionRange = { min: 1, max: 64 };

/** Largest dimension that a case may have: a run keeps a few vectors for each of its steps. */
export const largestDimension = 65_536;
