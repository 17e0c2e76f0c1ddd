import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, errorText, isThrown, quotedPath, UsageError } from '../../errors.ts';
import { fileLimits, readRegularFile } from '../../regularFile.ts';
import { parseReport } from '../../report/json.ts';
import type { Report } from '../../types/report.ts';
import { makeFolder, placeIn, writeAtomically, writeMeanwhile } from './files.ts';

/** A folder that one run writes its report into; only files that a run makes are ever replaced. */
export interface ReportFolder {
  readonly path: string;
  /** The first thing that could not be written, in words; undefined while all is well. */
  readonly fault: () => string | undefined;
  write(name: string, text: string): void;
  /** As `write`; settles once the file is there. */
  writeMeanwhile(name: string, text: string): Promise<void>;
  /** The report that is there, where one is and can be read. */
  earlier(): Report | undefined;
  close(): void;
}

/**
 * Opens a report folder for one run, making it where it is missing. A folder that cannot be written costs the report,
 * not the verdicts: the fault is kept, and nothing is written from then on.
 *
 * @throws UsageError where another run that is still alive writes to it
 */
export const openReportFolder = (path: string): ReportFolder => {
  let fault: string | undefined;
  const failed = (error: unknown): void => {
    if (isThrown(error, UsageError)) throw error;
    fault ??= `${quotedPath(path)}: cannot be written (${errorText(error)}); the report was not stored, name another folder with --report`;
  };
  const attempt = (action: () => void): void => {
    if (fault !== undefined) return;
    try {
      action();
    } catch (error) {
      failed(error);
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
    write: (name, text) => attempt(() => writeAtomically(placeIn(path, name), text)),
    writeMeanwhile: async (name, text) => {
      if (fault !== undefined) return;
      try {
        await writeMeanwhile(placeIn(path, name), text);
      } catch (error) {
        failed(error);
      }
    },
    earlier: () => readEarlier(path),
    close: () => {
      if (locked) removeLock(lock);
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
    const holder = holderOf(lock);
    if (isAlive(holder)) {
      throw new UsageError(
        `${quotedPath(path)}: another run (process ${holder}) is writing there; name another folder with --report`,
      );
    }
    rmSync(lock, { force: true });
    takeLock(path, lock);
  }
};

/** The process that a lock names; 0 where it is being made. @throws Error where it is no file, or none of ours */
const holderOf = (lock: string): number => {
  try {
    return Number(readRegularFile(lock, { limit: fileLimits.note }));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw new Error(`.lock cannot be read: ${errorText(error)}`);
  }
};

/** A lock that cannot be removed costs nothing: its process is gone by the next run. */
const removeLock = (lock: string): void => {
  try {
    rmSync(lock, { force: true });
  } catch {
    // As above.
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

const readEarlier = (path: string): Report | undefined => {
  try {
    return parseReport(readRegularFile(join(path, 'report.json'), { limit: fileLimits.stored }));
  } catch {
    return undefined;
  }
};
