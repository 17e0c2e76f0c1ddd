import type { ExperimentReport } from './report.ts';

/** One experiment of the paper, one file under experiments/. Deterministic in the seed. */
export interface Experiment {
  /** `E1` … `E6`. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** @param tell called now and then with the share that is done, by an experiment that takes more than some seconds */
  run(seed: number, tell?: (share: number) => void): ExperimentReport;
}
