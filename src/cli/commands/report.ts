import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorText, quotedPath, UsageError } from '../../errors.ts';
import { fileLimits, readRegularFile } from '../../regularFile.ts';
import { parseReport } from '../../report/json.ts';
import type { Report } from '../../types/report.ts';
import { openReportFolder } from '../folder/reportFolder.ts';
import { writeReport } from '../folder/writeReport.ts';
import { exitCodes } from '../terminal/exit.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The report in a folder. @throws UsageError where there is none, or it cannot be read */
export const readReport = (folder: string): Report => {
  const path = join(folder, 'report.json');
  if (!existsSync(path))
    throw new UsageError(
      `${quotedPath(path)}: there is no such file; run "natgrad-check fuzz" first, or name its folder`,
    );
  return parsed(path, folder);
};

/** The report in a file that a user names. @throws UsageError where there is none, or it cannot be read */
export const readReportFile = (path: string): Report => {
  if (!existsSync(path))
    throw new UsageError(`${quotedPath(path)}: there is no such file; name a report.json`);
  return parsed(path, dirname(path));
};

const parsed = (path: string, within: string): Report => {
  try {
    return parseReport(readRegularFile(path, { limit: fileLimits.stored, within }));
  } catch (error) {
    throw new UsageError(`${quotedPath(path)}: is no report that can be read (${errorText(error)})`);
  }
};

/** Rebuilds every page of a folder from its `report.json`. @returns the exit code */
export const report = async (options: { readonly report: string }, terminal: Terminal): Promise<number> => {
  const stored = readReport(options.report);
  const folder = openReportFolder(options.report);
  try {
    await writeReport(stored, folder);
  } finally {
    folder.close();
  }
  const fault = folder.fault();
  if (fault !== undefined) throw new UsageError(fault);
  terminal.out(`${quotedPath(join(options.report, 'index.html'))}\n`);
  return exitCodes.verified;
};
