import { randomInt } from 'node:crypto';
import { loadClaims } from '../../catalog/claims.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { verifyClaims } from './verifyClaims.ts';

interface Profile {
  /** Cases of each claim. */
  readonly runs: number;
  /** The seed where none is given. */
  readonly seed: () => number;
  /** For how many seeds the seeded faults are judged, and on how many cases of each check or claim alone. */
  readonly faultSeeds: number;
  readonly faultCases: number;
  /** What shows a fault beside its verdict is looked for at every so many, which takes as long as everything else. */
  readonly signsEvery: number;
}

const fixedSeed = (): number => 20_240_916;
const profiles: Readonly<Record<string, Profile>> = {
  quick: { runs: 100, seed: fixedSeed, faultSeeds: 1, faultCases: 100, signsEvery: 4 },
  standard: { runs: 1000, seed: fixedSeed, faultSeeds: 20, faultCases: 1000, signsEvery: 1 },
  deep: {
    runs: 20_000,
    seed: () => randomInt(0x7fffffff),
    faultSeeds: 100,
    faultCases: 1000,
    signsEvery: 1,
  },
};

/**
 * Verifies every claim and its mutants; with `banks`, judges the seeded faults instead.
 *
 * @returns the exit code: 1 where a claim fails, a mutant survives or a seeded fault is refuted by nothing
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
  const { runs, faultSeeds, faultCases, signsEvery, seed: usualSeed } = profiles[options.profile]!;
  const seed = options.seed ?? usualSeed();
  if (options.banks !== undefined) {
    const { verifyFaults } = await import('./verifyFaults.ts');
    const seeds = Array.from({ length: faultSeeds }, (_, i) => seed + i);
    const { banks, report } = options;
    return verifyFaults({ banks, seeds, casesPerColumn: faultCases, signsEvery, report }, terminal);
  }
  return verifyClaims(await loadClaims(), { runs, seed, report: options.report }, terminal);
};
