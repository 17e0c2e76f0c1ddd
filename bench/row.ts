/** One line of the benchmark table: a figure, what it is compared with, and whether it reaches its target. */
export interface BenchRow {
  readonly what: string;
  /** The named peer that the figure is a ratio against, or the unit of the figure. */
  readonly peer: string;
  readonly target: string;
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly met: boolean;
}
