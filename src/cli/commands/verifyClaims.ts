import { join } from 'node:path';
import pc from 'picocolors';
import { verifyClaim } from '../../claim/verifyClaim.ts';
import { quotedPath } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import { inGroups } from '../../report/claimGroups.ts';
import { loadSections, noParts, terminalLines } from '../../report/section.ts';
import { survivingMutants, verdicts } from '../../report/tally.ts';
import type { Claim } from '../../types/claim.ts';
import type { ClaimReport } from '../../types/report.ts';
import { openReportFolder } from '../folder/reportFolder.ts';
import { composeReport, writeReport } from '../folder/writeReport.ts';
import { exitCodes } from '../terminal/exit.ts';
import { interruption } from '../terminal/interruption.ts';
import { openProgress } from '../terminal/progress.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';

/**
 * Verifies claims and that each of their mutants is refuted, prints a line each and adds them to the report.
 *
 * @returns the exit code: 1 where a claim fails or a mutant survives
 */
export const verifyClaims = async (
  claims: readonly Claim[],
  options: { readonly runs: number; readonly seed: number; readonly report: string },
  terminal: Terminal,
): Promise<number> => {
  const startedAt = new Date();
  const sections = await loadSections();
  const screen = { width: terminal.width, color: pc.isColorSupported };
  const folder = openReportFolder(options.report);
  const progress = openProgress(false, process.stderr, 'claims');
  const interrupted = interruption();
  const reports: ClaimReport[] = [];
  try {
    terminal.out(
      `${plural(claims.length, 'claim')}, up to ${plural(options.runs, 'case')} each, seed ${options.seed}\n`,
    );
    const groups = inGroups(claims);
    for (const claim of groups.flatMap((group) => group.claims)) {
      await new Promise(setImmediate);
      if (interrupted.happened() !== undefined) break;
      const begun = groups.find((group) => group.claims[0] === claim);
      if (begun) terminal.out(`\n${pc.bold(begun.title)}\n`);
      progress.update(claim.id, reports.length, claims.length, { failures: reports.filter(isRed).length });
      const { report, counterexample } = verifyClaim(claim, { ...options, withCases: true });
      progress.clear();
      reports.push(report);
      for (const line of terminalLines(sections, { ...noParts, claims: [report] }, screen))
        terminal.out(`${line}\n`);
      if (counterexample)
        terminal.out(`    ${counterexample.value.slice(0, 500)}\n    ${counterexample.error}\n`);
    }
    const report = composeReport(
      { seed: options.seed, startedAt, claims: reports, interrupted: interrupted.happened() },
      folder,
    );
    await writeReport(report, folder);
    if (reports.length > 0) terminal.out(`\n${tallyLine(reports)}\n`);
    if (reports.length > 0 && folder.fault() === undefined)
      terminal.out(`report: ${quotedPath(join(options.report, 'index.html'))}   seed: ${options.seed}\n`);
  } finally {
    interrupted.close();
    folder.close();
  }
  const fault = folder.fault();
  if (fault !== undefined) complain(terminal, fault);
  return exitOf(reports, fault, interrupted.happened());
};

const isRed = (report: ClaimReport): boolean =>
  report.verdict === 'falsified' || survivingMutants(report).length > 0;

/** "149 claims: 148 verified, 1 falsified; 420 mutants, all refuted". */
const tallyLine = (reports: readonly ClaimReport[]): string => {
  const counts = verdicts
    .map(({ verdict }) => ({ verdict, count: reports.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdict}`);
  const mutants = reports.reduce((sum, one) => sum + one.mutants.length, 0);
  const survivors = reports.filter((one) => survivingMutants(one).length > 0);
  const fate =
    survivors.length === 0 ? 'all refuted' : `some survived: ${survivors.map(({ id }) => id).join(', ')}`;
  return `${plural(reports.length, 'claim')}: ${counts.join(', ')}; ${plural(mutants, 'mutant')}, ${fate}`;
};

const exitOf = (
  reports: readonly ClaimReport[],
  fault: string | undefined,
  interrupted: string | undefined,
): number => {
  if (interrupted !== undefined) return exitCodes.interrupted;
  if (fault !== undefined) return exitCodes.usage;
  if (reports.some(isRed)) return exitCodes.falsified;
  return reports.every(({ verdict }) => verdict === 'verified') ? exitCodes.verified : exitCodes.inconclusive;
};
