import type { ExperimentReport } from './report.ts';

/** One experiment of the paper, one file under experiments/. Deterministic in the seed. */
export interface Experiment {
  /** `E1` … `E6`. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
  run(seed: number): ExperimentReport;
}
