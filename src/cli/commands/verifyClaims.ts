import pc from 'picocolors';
import { verifyClaim } from '../fuzz/verifyClaim.ts';
import type { Claim } from '../types/claim.ts';
import type { ClaimReport } from '../types/report.ts';
import { exitCodes } from './exitCode.ts';
import { interruption } from './interruption.ts';
import { openProgress } from './progress.ts';
import { openReportFolder } from './reportFolder.ts';
import type { Terminal } from './terminal.ts';
import { composeReport, writeReport } from './writeReport.ts';

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
  const folder = openReportFolder(options.report);
  const progress = openProgress(false, process.stderr, 'claims');
  const interrupted = interruption();
  const reports: ClaimReport[] = [];
  try {
    terminal.out(
      `${claims.length} claims, up to ${options.runs.toLocaleString('en')} cases each, seed ${options.seed}\n`,
    );
    for (const claim of claims) {
      await new Promise(setImmediate);
      if (interrupted.happened() !== undefined) break;
      progress.update(claim.id, reports.length, claims.length);
      const { report, counterexample } = verifyClaim(claim, options);
      progress.clear();
      reports.push(report);
      terminal.out(claimLine(report));
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
  if (fault !== undefined) terminal.err(`natgrad-check: ${fault}\n`);
  return exitOf(reports, fault, interrupted.happened());
};

const survivorsOf = ({ mutants }: ClaimReport): readonly string[] =>
  mutants.filter(({ refutedAfter }) => refutedAfter === null).map(({ name }) => name);

const claimLine = (report: ClaimReport): string => {
  const survivors = survivorsOf(report);
  const good = report.verdict === 'verified' && survivors.length === 0;
  const mark = good
    ? pc.green('✓')
    : report.verdict === 'falsified' || survivors.length > 0
      ? pc.red('✗')
      : pc.yellow('?');
  const slowest = Math.max(0, ...report.mutants.map(({ refutedAfter }) => refutedAfter ?? 0));
  const mutants =
    survivors.length > 0
      ? `survived by: ${survivors.join(', ')}`
      : `${report.mutants.length} mutants refuted within ${slowest}`;
  return `${mark} ${report.id.padEnd(34)} ${report.cases} cases, ${mutants}\n`;
};

const exitOf = (
  reports: readonly ClaimReport[],
  fault: string | undefined,
  interrupted: string | undefined,
): number => {
  if (interrupted !== undefined) return exitCodes.interrupted;
  if (fault !== undefined) return exitCodes.usage;
  if (reports.some((report) => report.verdict === 'falsified' || survivorsOf(report).length > 0))
    return exitCodes.falsified;
  return reports.every(({ verdict }) => verdict === 'verified') ? exitCodes.verified : exitCodes.inconclusive;
};
