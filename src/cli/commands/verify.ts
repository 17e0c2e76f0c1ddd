import { randomInt } from 'node:crypto';
import { loadClaims } from '../fuzz/loadClaims.ts';
import type { Terminal } from './terminal.ts';
import { verifyClaims } from './verifyClaims.ts';

interface Profile {
  /** Cases of each claim. */
  readonly runs: number;
  /** The seed where none is given. */
  readonly seed: () => number;
  /** For how many seeds the banks are judged, and on how many cases of each check or claim alone. */
  readonly bankSeeds: number;
  readonly bankCases: number;
}

const fixedSeed = (): number => 20_240_916;
const profiles: Readonly<Record<string, Profile>> = {
  quick: { runs: 100, seed: fixedSeed, bankSeeds: 1, bankCases: 200 },
  standard: { runs: 1000, seed: fixedSeed, bankSeeds: 20, bankCases: 1000 },
  deep: { runs: 20_000, seed: () => randomInt(0x7fffffff), bankSeeds: 100, bankCases: 1000 },
};

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
  const { runs, bankSeeds, bankCases, seed: usualSeed } = profiles[options.profile]!;
  const seed = options.seed ?? usualSeed();
  if (options.banks !== undefined) {
    const { verifyBanks } = await import('./verifyBanks.ts');
    const seeds = Array.from({ length: bankSeeds }, (_, i) => seed + i);
    const { banks, report } = options;
    return verifyBanks({ banks, seeds, casesPerColumn: bankCases, report }, terminal);
  }
  return verifyClaims(await loadClaims(), { runs, seed, report: options.report }, terminal);
};
