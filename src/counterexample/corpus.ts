import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredFailure } from '../campaign/request.ts';
import { errorText, quotedPath } from '../errors.ts';
import { stringifyReport } from '../report/json.ts';
import type { Counterexample } from '../types/report.ts';
import { counterexampleFile, fileNameOf } from './paths.ts';
import { counterexamplesIn, failureOf } from './stored.ts';

/** Counterexamples that many runs share, in a folder with one for each rule by its name. */
export interface Corpus {
  /** What any run has stored of rules of this name. */
  stored(name: string): readonly StoredFailure[];
  /** Stores one for the others, unless it is there. Where the folder cannot be written, that is told once. */
  keep(counterexample: Counterexample): void;
}

/**
 * Opens a corpus. Files are named after what they hold and never written twice, so that runs that write at the same time
 * lose nothing.
 *
 * @param write puts a file in its place whole
 * @param tell called with one line for each file that cannot be run
 */
export const openCorpus = (
  path: string,
  write: (place: string, text: string) => void,
  tell: (line: string) => void,
): Corpus => {
  let isWritten = true;
  return {
    stored: (name) =>
      counterexamplesIn(join(path, fileNameOf(name)), tell)
        .filter(({ rule }) => rule.name === name)
        .map(failureOf),
    keep: (counterexample) => {
      const { rule, check, cause } = counterexample;
      const file = counterexampleFile(check, cause).replace(/json$/, `${digestOf(counterexample)}.json`);
      const place = join(path, fileNameOf(rule.name), file);
      if (!isWritten || existsSync(place)) return;
      try {
        write(place, stringifyReport(counterexample));
      } catch (error) {
        // Another run may have written the same meanwhile.
        if (existsSync(place)) return;
        isWritten = false;
        tell(`${quotedPath(path)}: is read, and cannot be written (${errorText(error)})`);
      }
    },
  };
};

/** The same for the same case, in whichever run it was found. */
const digestOf = (counterexample: Counterexample): string =>
  createHash('sha256')
    .update(JSON.stringify(failureOf(counterexample)))
    .digest('hex')
    .slice(0, 16);
