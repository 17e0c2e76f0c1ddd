import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../fuzz/errorText.ts';
import { shown } from '../fuzz/unusable.ts';
import { parseReport } from '../report/json.ts';
import type { Report } from '../types/report.ts';
import { exitCodes } from './exitCode.ts';
import { openReportFolder } from './reportFolder.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { writeReport } from './writeReport.ts';

/** The report in a folder. @throws UsageError where there is none, or it cannot be read */
export const readReport = (folder: string): Report => {
  const path = join(folder, 'report.json');
  if (!existsSync(path))
    throw new UsageError(
      `${path}: there is no such file; run "natgrad-check fuzz" first, or name its folder`,
    );
  try {
    return parseReport(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path}: ${errorText(error)}`);
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
  terminal.out(`${shown(join(options.report, 'index.html'))}\n`);
  return exitCodes.verified;
};
