import { dirname, join, resolve } from 'node:path';
import { replayCommand } from '../fuzz/counterexample.ts';
import { errorText } from '../fuzz/errorText.ts';
import { mergeReports } from '../fuzz/mergeReports.ts';
import type { Report } from '../types/report.ts';
import { exitCodeOf, exitCodes } from './exitCode.ts';
import { importPath } from './importPath.ts';
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
  const reports = dirs.map((dir) => moved(readReport(dir), dir, options.report));
  const merged = mergeAll(reports);
  const folder = openReportFolder(options.report);
  try {
    for (const [path, counterexample] of Object.entries(merged.counterexamples)) {
      folder.writeCounterexample(path, counterexample);
    }
    const { seed } = reports[0]!;
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

/** A shard's report as if it had been written to the folder that all are merged into: its paths hold there. */
const moved = (report: Report, from: string, to: string): Report => ({
  ...report,
  counterexamples: Object.fromEntries(
    Object.entries(report.counterexamples).map(([path, found]) => {
      const there = (relative: string): string =>
        importPath(dirname(join(to, path)), resolve(dirname(join(from, path)), relative));
      const { beside, home } = found.rule;
      const rule = {
        ...found.rule,
        ...(beside !== undefined && { beside: there(beside) }),
        ...(home !== undefined && { home: there(home) }),
      };
      const test = found.test.replace(importOf(beside), importOf(rule.beside));
      return [path, { ...found, rule, test, replay: replayCommand(join(to, path)) }];
    }),
  ),
});

const importOf = (path: string | undefined): string => `import rule from ${JSON.stringify(path)};`;

const mergeAll = (reports: Parameters<typeof mergeReports>[0]): ReturnType<typeof mergeReports> => {
  try {
    return mergeReports(reports);
  } catch (error) {
    throw new UsageError(errorText(error).replace(/^mergeReports/, 'merge'));
  }
};
