import pc from 'picocolors';
import { verifyClaim } from '../../claim/verifyClaim.ts';
import { plural } from '../../numbers.ts';
import { loadSections, noParts, terminalLines } from '../../report/section.ts';
import { survivingMutants } from '../../report/tally.ts';
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
    for (const claim of claims) {
      await new Promise(setImmediate);
      if (interrupted.happened() !== undefined) break;
      progress.update(claim.id, reports.length, claims.length);
      const { report, counterexample } = verifyClaim(claim, options);
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
  } finally {
    interrupted.close();
    folder.close();
  }
  const fault = folder.fault();
  if (fault !== undefined) complain(terminal, fault);
  return exitOf(reports, fault, interrupted.happened());
};

const exitOf = (
  reports: readonly ClaimReport[],
  fault: string | undefined,
  interrupted: string | undefined,
): number => {
  if (interrupted !== undefined) return exitCodes.interrupted;
  if (fault !== undefined) return exitCodes.usage;
  if (reports.some((report) => report.verdict === 'falsified' || survivingMutants(report).length > 0))
    return exitCodes.falsified;
  return reports.every(({ verdict }) => verdict === 'verified') ? exitCodes.verified : exitCodes.inconclusive;
};
