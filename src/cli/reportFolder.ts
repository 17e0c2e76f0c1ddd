import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredFailure } from '../fuzz/campaignRun.ts';
import { containedCheck } from '../fuzz/containment.ts';
import { errorCode, errorText } from '../fuzz/errorText.ts';
import { shown } from '../fuzz/unusable.ts';
import { parseReport, stringifyReport } from '../report/json.ts';
import type { Counterexample, Report } from '../types/report.ts';
import { writeAtomically } from './atomicFile.ts';
import { fileNameOf } from './fileName.ts';
import { makeFolder } from './makeFolder.ts';
import { runnableCounterexample } from './runnableCounterexample.ts';
import { UsageError } from './usageError.ts';

/** A rule as its counterexamples are stored: under which name, of which file, in which folder. */
export interface StoredRule {
  readonly name: string;
  readonly file: string | null;
  readonly folder: string;
}

/** A folder that one run writes its report into; only files that a run makes are ever replaced. */
export interface ReportFolder {
  readonly path: string;
  /** The first thing that could not be written, in words; undefined while all is well. */
  readonly fault: () => string | undefined;
  write(name: string, text: string): void;
  writeCounterexample(path: string, counterexample: Counterexample): void;
  /** What earlier runs stored of a rule; told, in a line, of each file that cannot be run. */
  stored(rule: StoredRule, tell: (line: string) => void): readonly StoredFailure[];
  /** The report that is there, where one is and can be read. */
  earlier(): Report | undefined;
  close(): void;
}

/**
 * Path of a counterexample inside a report folder.
 *
 * @param folder name of the rule's folder
 */
export const counterexamplePath = (folder: string, check: string, cause: string): string =>
  `counterexamples/${folder}/${fileNameOf(check)}-${fileNameOf(cause)}.json`;

/**
 * Opens a report folder for one run, making it where it is missing. A folder that cannot be written costs the report,
 * not the verdicts: the fault is kept, and nothing is written from then on.
 *
 * @throws UsageError where another run that is still alive writes to it
 */
export const openReportFolder = (path: string): ReportFolder => {
  let fault: string | undefined;
  const attempt = (action: () => void): void => {
    if (fault !== undefined) return;
    try {
      action();
    } catch (error) {
      if (error instanceof UsageError) throw error;
      fault = `${shown(path)}: cannot be written (${errorText(error)}); the report was not stored, name another folder with --report`;
    }
  };
  const lock = join(path, '.lock');
  attempt(() => {
    makeFolder(path);
    takeLock(path, lock);
  });
  const locked = fault === undefined;
  return {
    path,
    fault: () => fault,
    write: (name, text) => attempt(() => writeAtomically(join(path, name), text)),
    writeCounterexample: (name, counterexample) =>
      attempt(() => {
        writeAtomically(join(path, name), stringifyReport(counterexample));
        writeAtomically(join(path, name.replace(/\.json$/, '.test.mjs')), counterexample.test);
      }),
    stored: (rule, tell) => storedFailures(path, rule, tell),
    earlier: () => readEarlier(path),
    close: () => {
      if (locked) rmSync(lock, { force: true });
    },
  };
};

const takeLock = (path: string, lock: string): void => {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    const holder = Number(readFileSync(lock, 'utf8'));
    if (isAlive(holder)) {
      throw new UsageError(
        `${shown(path)}: another run (process ${holder}) is writing there; name another folder with --report`,
      );
    }
    rmSync(lock, { force: true });
    takeLock(path, lock);
  }
};

const isAlive = (pid: number): boolean => {
  if (!(Number.isInteger(pid) && pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

const storedFailures = (
  path: string,
  rule: StoredRule,
  tell: (line: string) => void,
): readonly StoredFailure[] => {
  const folder = join(path, 'counterexamples', rule.folder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const stored = readStored(join(folder, file), tell);
      if (stored?.rule.name !== rule.name || stored.rule.file !== rule.file) return [];
      const { derived, ...scenario } = stored.minimal;
      // A case that had to be contained names the check that was running.
      const check = stored.check === containedCheck.id ? String(derived.check) : stored.check;
      return [{ check, scenario, before: stored.before ?? [] }];
    });
};

/** A stored counterexample; one that cannot be read is told of and passed over: it may be the person's own file. */
const readStored = (path: string, tell: (line: string) => void): Counterexample | undefined => {
  try {
    return runnableCounterexample(readFileSync(path, 'utf8'));
  } catch (error) {
    tell(`skipped ${shown(path)}: is no counterexample that can be run (${errorText(error)})`);
    return undefined;
  }
};

const readEarlier = (path: string): Report | undefined => {
  try {
    return parseReport(readFileSync(join(path, 'report.json'), 'utf8'));
  } catch {
    return undefined;
  }
};
