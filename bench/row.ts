/** A bound on a figure, null where none is set. */
export type Target = { readonly atLeast: number } | { readonly atMost: number } | null;

/** What was measured: the median over the rounds, and how far they spread. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly rounds: number;
}

/** One line of the benchmark table: a figure, what it is compared with, and what it has to reach. */
export interface BenchRow {
  readonly what: string;
  /** The named peer that the figure is a ratio against. */
  readonly peer: string;
  /** `×` for a ratio, empty for a count. */
  readonly unit: '×' | '';
  readonly target: Target;
  /** Null where nothing could be measured. */
  readonly measured: Spread | null;
  /** Why nothing was measured, or what besides the target was not reached. */
  readonly remark?: string;
  /** Whether the target is reached, null where there is none or nothing was measured. */
  readonly met: boolean | null;
}
