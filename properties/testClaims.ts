import { describe, expect, it } from 'vitest';
import { discover } from '../src/discover.ts';
import { casesOf, mutantCases, verifyClaim } from '../src/fuzz/verifyClaim.ts';
import type { Claim } from '../src/types/claim.ts';

const isClaim = (value: unknown): value is Claim =>
  typeof value === 'object' && value !== null && 'given' in value && 'holds' in value && 'mutants' in value;

/** Seed of every property run in CI; the deep profile of `verify` draws a fresh one. */
const seed = 20240916;

/**
 * Tests every claim of a folder: it holds, enough cases are decided, and each mutant is refuted.
 *
 * @param usual number of cases, unless the environment has `CLAIM_RUNS`: mutation testing runs claims thousands of times
 */
export const testClaims = async (folder: URL, usual: number): Promise<void> => {
  const runs = Number(process.env.CLAIM_RUNS ?? usual);
  const claims = (await discover(folder)).filter(isClaim);
  expect(claims.length).toBeGreaterThan(0);
  for (const claim of claims) {
    describe(`${claim.id}: ${claim.claim}`, () => {
      it(`holds in ${casesOf(claim, runs)} cases and refutes its mutants (seed ${seed})`, {
        timeout: 60_000,
      }, () => {
        const { report, counterexample } = verifyClaim(claim, { runs, seed });
        expect(counterexample).toBeUndefined();
        expect(report.verdict).toBe('verified');
        expect(report.cases).toBe(casesOf(claim, runs));
        expect(report.mutants.length).toBeGreaterThan(0);
        const survivors = report.mutants.filter(({ refutedAfter }) => refutedAfter === null);
        expect(survivors, `mutants that survive ${casesOf(claim, mutantCases)} cases`).toEqual([]);
      });
    });
  }
};
