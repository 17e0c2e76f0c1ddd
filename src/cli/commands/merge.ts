import { dirname, join, resolve } from 'node:path';
import { replayCommand } from '../fuzz/counterexample.ts';
import { errorText } from '../fuzz/errorText.ts';
import { mergeCases, missingCases } from '../fuzz/mergeCases.ts';
import { type Merged, mergeReports } from '../fuzz/mergeReports.ts';
import { shown } from '../fuzz/unusable.ts';
import type { Report, RuleCases } from '../types/report.ts';
import { exitCodeOf, exitCodes } from './exitCode.ts';
import { importPath } from './importPath.ts';
import { readReport } from './report.ts';
import { openReportFolder } from './reportFolder.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { printable, printEnd, printRule } from './verdictLines.ts';
import { composeReport, writeReport } from './writeReport.ts';

/** Combines the report folders of shards. @returns the exit code of all rules together, no 0 where cases are missing */
export const merge = async (
  dirs: readonly string[],
  options: { readonly report: string },
  terminal: Terminal,
): Promise<number> => {
  const startedAt = new Date();
  const reports = dirs.map((dir) => moved(readReport(dir), dir, options.report));
  const { cases, ...merged } = mergeAll(reports);
  const incomplete = missing(merged.rules, cases, reports, dirs);
  const folder = openReportFolder(options.report);
  try {
    for (const [path, counterexample] of Object.entries(merged.counterexamples)) {
      folder.writeCounterexample(path, counterexample);
    }
    const { seed } = reports[0]!;
    const report = composeReport(
      { seed, startedAt, ...merged, cases, incomplete, interrupted: undefined },
      folder,
    );
    await writeReport(report, folder);
    for (const rule of report.rules)
      printRule(rule, new Map(Object.entries(report.counterexamples)), {
        detailed: false,
        say: terminal.out,
        width: terminal.width,
      });
    await printEnd(report, folder, { quiet: false, say: terminal.out, width: terminal.width });
    if (incomplete !== undefined) terminal.err(`natgrad-check: ${printable(incomplete, 900)}\n`);
  } finally {
    folder.close();
  }
  const fault = folder.fault();
  if (fault !== undefined) {
    terminal.err(`natgrad-check: ${fault}\n`);
    return exitCodes.usage;
  }
  const verdicts = merged.rules.map(({ verdict }) => verdict);
  return exitCodeOf(incomplete === undefined ? verdicts : [...verdicts, 'inconclusive']);
};

/** What the shards leave out, in words: parts that are not there, and runs that ended before their cases did. */
const missing = (
  rules: Report['rules'],
  cases: readonly (RuleCases | null)[],
  reports: readonly Report[],
  dirs: readonly string[],
): string | undefined => {
  const ended = dirs.filter((_, i) => reports[i]!.environment.interrupted !== undefined).map(shown);
  const parts = missingCases(rules, cases);
  if (ended.length === 0) return parts;
  return `${parts === undefined ? 'incomplete: ' : `${parts}; `}the run in ${ended.join(', ')} ended early`;
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

/** @throws UsageError where the reports are not those of parts of one run */
const mergeAll = (reports: readonly Report[]): Merged & { readonly cases: readonly (RuleCases | null)[] } => {
  try {
    return { ...mergeReports(reports), cases: mergeCases(reports) };
  } catch (error) {
    throw new UsageError(errorText(error).replace(/^merge\w+/, 'merge'));
  }
};
