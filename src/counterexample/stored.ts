import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredFailure } from '../campaign/request.ts';
import { errorText, quotedPath } from '../errors.ts';
import { fileLimits, readRegularFile } from '../regularFile.ts';
import { stringifyReport } from '../report/json.ts';
import { runningIn } from '../report/judged.ts';
import type { Counterexample } from '../types/report.ts';
import { runnableCounterexample } from './runnable.ts';

/** The smallest case of a counterexample, as a campaign tries it before any other. */
export const failureOf = (counterexample: Counterexample): StoredFailure => {
  const { derived: _, ...scenario } = counterexample.minimal;
  return {
    check: runningIn(counterexample) ?? counterexample.check,
    scenario,
    prerequisites: counterexample.before ?? [],
  };
};

/**
 * The counterexamples in a folder, by the names of their files.
 *
 * @param tell called with one line for each file that cannot be run, which may be the user's own
 */
export const counterexamplesIn = (folder: string, tell: (line: string) => void): readonly Counterexample[] =>
  entriesOf(folder, tell)
    .filter((entry) => entry.endsWith('.json'))
    .toSorted()
    .flatMap((entry) => {
      const path = join(folder, entry);
      try {
        return [runnableCounterexample(readRegularFile(path, { limit: fileLimits.stored }))];
      } catch (error) {
        tell(`skipped ${quotedPath(path)}: is no counterexample that can be run (${errorText(error)})`);
        return [];
      }
    });

/** The counterexamples of an earlier report by the name of their rule, as cases that are tried first; those that can be run. */
export const storedIn = (found: readonly Counterexample[], name: string): readonly StoredFailure[] =>
  found
    .filter(({ rule }) => rule.name === name)
    .flatMap((counterexample) => {
      try {
        return [failureOf(runnableCounterexample(stringifyReport(counterexample)))];
      } catch {
        return [];
      }
    });

/** The names in a folder; none where it is not there, or cannot be looked into. */
const entriesOf = (folder: string, tell: (line: string) => void): readonly string[] => {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch (error) {
    tell(`stored cases cannot be read (${errorText(error)})`);
    return [];
  }
};
