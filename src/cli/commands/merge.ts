import { join } from 'node:path';
import { ownPaths } from '../../counterexample/ownPaths.ts';
import { renewed } from '../../counterexample/renewed.ts';
import { writeCounterexample } from '../../counterexample/store.ts';
import { isThrown, quotedPath, UsageError } from '../../errors.ts';
import type { Counterexample, Report } from '../../types/report.ts';
import { missingCases, withEndedParts } from '../../verdict/cases.ts';
import { type Merged, merge as mergeReports } from '../../verdict/merge.ts';
import { missedRisk } from '../../verdict/risk.ts';
import { partFolders } from '../folder/partFolders.ts';
import { openReportFolder } from '../folder/reportFolder.ts';
import { composeReport, writeReport } from '../folder/writeReport.ts';
import { exitCodeOf, exitCodes } from '../terminal/exit.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';
import { printEnd, printRule } from '../terminal/verdictLines.ts';
import { readReport } from './report.ts';

/** Reports that are merged at once: no more than these are in memory, beside what they are merged into. */
const together = 16;

/** Combines the report folders of shards. @returns the exit code of all rules together, no 0 where cases are missing */
export const merge = async (
  typed: readonly string[],
  options: { readonly report: string },
  terminal: Terminal,
): Promise<number> => {
  const startedAt = new Date();
  const dirs = partFolders(typed, options.report);
  const { seed, cases, endedEarly, ...merged } = refusingRangeErrors(() => mergeAll(dirs, options.report));
  const incomplete =
    missing(missingCases(merged.rules, cases), endedEarly) ?? missedRisk(merged.rules, cases);
  const folder = openReportFolder(options.report);
  try {
    for (const [path, counterexample] of Object.entries(merged.counterexamples)) {
      writeCounterexample(folder, path, counterexample);
    }
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

/** What all reports came to, and which of them ended early without saying which part they are. */
interface AllMerged extends Merged {
  readonly seed: number;
  readonly endedEarly: readonly string[];
}

/**
 * The reports of all folders merged, some at a time: merging is associative.
 *
 * @throws RangeError where they are not the parts of one run
 */
const mergeAll = (dirs: readonly string[], target: string): AllMerged => {
  const owned = ownPaths();
  const endedEarly: string[] = [];
  /** Where what a counterexample says of its rule holds. */
  const homes = new Map<Counterexample['rule'], string>();
  const read = (dir: string): Report => {
    const report = readReport(dir);
    if (report.environment.interrupted !== undefined && !report.environment.cases) endedEarly.push(dir);
    for (const { rule } of Object.values(report.counterexamples)) homes.set(rule, dir);
    return owned(withEndedParts(report));
  };
  let whole: Report | undefined;
  for (let at = 0; at < dirs.length; at += together) {
    const some = dirs.slice(at, at + together).map(read);
    const { rules, counterexamples, cases } = mergeReports(whole ? [whole, ...some] : some);
    const { environment, ...first } = whole ?? some[0]!;
    whole = {
      ...first,
      rules,
      environment: { ...environment, cases },
      counterexamples: allMoved({ rules, counterexamples }, homes, target),
    };
    homes.clear();
  }
  const { seed, rules, counterexamples, environment } = whole!;
  return { seed, rules, counterexamples, cases: environment.cases ?? [], endedEarly };
};

/** Counterexamples as if they had been written to the folder that all are merged into: their paths hold there. */
const allMoved = (
  { rules, counterexamples }: Pick<Report, 'rules' | 'counterexamples'>,
  homes: ReadonlyMap<Counterexample['rule'], string>,
  to: string,
): Report['counterexamples'] => {
  const claims = new Map(rules.flatMap(({ checks }) => checks).map(({ id, claim }) => [id, claim]));
  return Object.fromEntries(
    Object.entries(counterexamples).map(([path, found]) => {
      const from = homes.get(found.rule);
      const claim = claims.get(found.check) ?? '';
      return from === undefined
        ? [path, found]
        : [path, renewed(found, { from: join(from, path), to: join(to, path), claim })];
    }),
  );
};

/** What the shards leave out, in words: parts that are not there, and runs that ended before their cases did. */
const missing = (parts: string | undefined, endedEarly: readonly string[]): string | undefined => {
  if (endedEarly.length === 0) return parts;
  const dirs = endedEarly.map(quotedPath).join(', ');
  return `${parts === undefined ? 'incomplete: ' : `${parts}; `}the run in ${dirs} ended early`;
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
