import { join } from 'node:path';
import { withOwnPaths } from '../../counterexample/ownPaths.ts';
import { renewed } from '../../counterexample/renewed.ts';
import { writeCounterexample } from '../../counterexample/store.ts';
import { isThrown, quotedPath, UsageError } from '../../errors.ts';
import type { Report, RuleCases } from '../../types/report.ts';
import { missingCases } from '../../verdict/cases.ts';
import { merge as mergeReports } from '../../verdict/merge.ts';
import { openReportFolder } from '../folder/reportFolder.ts';
import { composeReport, writeReport } from '../folder/writeReport.ts';
import { exitCodeOf, exitCodes } from '../terminal/exit.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';
import { printEnd, printRule } from '../terminal/verdictLines.ts';
import { readReport } from './report.ts';

/** Combines the report folders of shards. @returns the exit code of all rules together, no 0 where cases are missing */
export const merge = async (
  dirs: readonly string[],
  options: { readonly report: string },
  terminal: Terminal,
): Promise<number> => {
  const startedAt = new Date();
  const reports = refusingRangeErrors(() => withOwnPaths(dirs.map(readReport))).map((report, i) =>
    reportMoved(report, dirs[i]!, options.report),
  );
  const { cases, ...merged } = refusingRangeErrors(() => mergeReports(reports));
  const incomplete = missing(merged.rules, cases, reports, dirs);
  const folder = openReportFolder(options.report);
  try {
    for (const [path, counterexample] of Object.entries(merged.counterexamples)) {
      writeCounterexample(folder, path, counterexample);
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
        verbose: false,
        say: terminal.out,
        width: terminal.width,
        watched: terminal.watched ?? false,
      });
    await printEnd(report, folder, { quiet: false, say: terminal.out, width: terminal.width });
    if (incomplete !== undefined) complain(terminal, incomplete);
  } finally {
    folder.close();
  }
  const fault = folder.fault();
  if (fault !== undefined) {
    complain(terminal, fault);
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
  const ended = dirs.filter((_, i) => reports[i]!.environment.interrupted !== undefined).map(quotedPath);
  const parts = missingCases(rules, cases);
  if (ended.length === 0) return parts;
  return `${parts === undefined ? 'incomplete: ' : `${parts}; `}the run in ${ended.join(', ')} ended early`;
};

/** A shard's report as if it had been written to the folder that all are merged into: its paths hold there. */
const reportMoved = (report: Report, from: string, to: string): Report => {
  const claims = new Map(report.rules.flatMap(({ checks }) => checks).map(({ id, claim }) => [id, claim]));
  return {
    ...report,
    counterexamples: Object.fromEntries(
      Object.entries(report.counterexamples).map(([path, found]) => {
        const claim = claims.get(found.check) ?? '';
        return [path, renewed(found, { from: join(from, path), to: join(to, path), claim })];
      }),
    ),
  };
};

/** @throws UsageError where the reports are not those of parts of one run */
const refusingRangeErrors = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    if (isThrown(error, RangeError)) throw new UsageError(error.message);
    throw error;
  }
};
