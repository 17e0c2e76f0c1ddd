import { discover } from '../discover.ts';
import type { Report } from '../types/report.ts';

/** A file that a report is written to, one file under formats/. */
export interface Format {
  /** Its name in the report's folder. */
  readonly file: string;
  /** Formats are written in ascending order of it: the figures before the pages that are made from them. */
  readonly rank: number;
  /** The text of the file. What draws is loaded here and not before. */
  render(report: Report): string | Promise<string>;
  /** Loads what draws, for a caller who has nothing else to do before there is a report. */
  prepare?(): Promise<unknown>;
}

/** Every format, in the order in which they are written. Cost: an import each, none of which loads what draws. */
export const loadFormats = async (): Promise<readonly Format[]> =>
  (await discover<Format>(new URL('./formats/', import.meta.url), ['file', 'rank', 'render'])).toSorted(
    (a, b) => a.rank - b.rank,
  );
