import { randomInt } from 'node:crypto';
import pc from 'picocolors';
import { loadClaims } from '../fuzz/loadClaims.ts';
import { verifyClaim } from '../fuzz/verifyClaim.ts';
import type { ClaimReport } from '../types/report.ts';
import { exitCodes } from './exitCode.ts';
import { interruption } from './interruption.ts';
import { openProgress } from './progress.ts';
import { openReportFolder } from './reportFolder.ts';
import type { Terminal } from './terminal.ts';
import { composeReport, writeReport } from './writeReport.ts';

interface Profile {
  /** Cases of each claim. */
  readonly runs: number;
  /** Whether a seed is drawn afresh where none is given. */
  readonly fresh: boolean;
  /** For how many seeds the banks are judged, and on how many cases of each check or claim alone. */
  readonly bankSeeds: number;
  readonly bankCases: number;
}

const standard: Profile = { runs: 1000, fresh: false, bankSeeds: 20, bankCases: 1000 };
const profiles: Readonly<Record<string, Profile>> = {
  quick: { runs: 100, fresh: false, bankSeeds: 1, bankCases: 200 },
  standard,
  deep: { runs: 20_000, fresh: true, bankSeeds: 100, bankCases: 1000 },
};

const fixedSeed = 20_240_916;

/**
 * Verifies every claim and its mutants; with `banks`, judges the banks of wrong things instead.
 *
 * @returns the exit code: 1 where a claim fails, a mutant survives or an entry of a bank is refuted by nothing
 */
export const verify = async (
  options: {
    readonly profile: string;
    readonly banks?: string | true;
    readonly seed?: number;
    readonly report: string;
  },
  terminal: Terminal,
): Promise<number> => {
  const { runs, fresh, bankSeeds, bankCases } = profiles[options.profile] ?? standard;
  const seed = options.seed ?? (fresh ? randomInt(0x7fffffff) : fixedSeed);
  if (options.banks !== undefined) {
    const { verifyBanks } = await import('./verifyBanks.ts');
    const seeds = Array.from({ length: bankSeeds }, (_, i) => seed + i);
    const { banks, report } = options;
    return verifyBanks({ banks, seeds, casesPerColumn: bankCases, report }, terminal);
  }
  const startedAt = new Date();
  const claims = await loadClaims();
  const folder = openReportFolder(options.report);
  const progress = openProgress(false, process.stderr, 'claims');
  const interrupted = interruption();
  const reports: ClaimReport[] = [];
  try {
    terminal.out(`${claims.length} claims, up to ${runs.toLocaleString('en')} cases each, seed ${seed}\n`);
    for (const claim of claims) {
      await new Promise(setImmediate);
      if (interrupted.happened() !== undefined) break;
      progress.update(claim.id, reports.length, claims.length);
      const { report, counterexample } = verifyClaim(claim, { runs, seed });
      progress.clear();
      reports.push(report);
      terminal.out(claimLine(report));
      if (counterexample)
        terminal.out(`    ${counterexample.value.slice(0, 500)}\n    ${counterexample.error ?? ''}\n`);
    }
    const report = composeReport(
      { seed, startedAt, claims: reports, interrupted: interrupted.happened() },
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
