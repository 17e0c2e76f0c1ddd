import { mergeReports } from '../fuzz/mergeReports.ts';
import { exitCodeOf, exitCodes } from './exitCode.ts';
import { readReport } from './report.ts';
import { openReportFolder } from './reportFolder.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { printEnd, printRule } from './verdictLines.ts';
import { composeReport, writeReport } from './writeReport.ts';

/** Combines the report folders of shards. @returns the exit code of all rules together */
export const merge = async (
  dirs: readonly string[],
  options: { readonly report: string },
  terminal: Terminal,
): Promise<number> => {
  const startedAt = new Date();
  const reports = dirs.map(readReport);
  const merged = mergeAll(reports);
  const folder = openReportFolder(options.report);
  try {
    for (const [path, counterexample] of Object.entries(merged.counterexamples)) {
      folder.writeCounterexample(path, counterexample);
    }
    const seed = reports[0]?.seed ?? 0;
    const report = composeReport({ seed, startedAt, ...merged, interrupted: undefined }, folder);
    await writeReport(report, folder);
    for (const rule of report.rules)
      printRule(rule, new Map(Object.entries(report.counterexamples)), {
        detailed: false,
        say: terminal.out,
        width: terminal.width,
      });
    await printEnd(report, folder, { quiet: false, say: terminal.out, width: terminal.width });
  } finally {
    folder.close();
  }
  const fault = folder.fault();
  if (fault !== undefined) {
    terminal.err(`natgrad-check: ${fault}\n`);
    return exitCodes.usage;
  }
  return exitCodeOf(merged.rules.map(({ verdict }) => verdict));
};

const mergeAll = (reports: Parameters<typeof mergeReports>[0]): ReturnType<typeof mergeReports> => {
  try {
    return mergeReports(reports);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message.replace(/^mergeReports/, 'merge'));
    throw error;
  }
};
