import { describe, expect, it } from 'vitest';
import { claimsIn } from '../src/catalog/claims.ts';
import { casesOf, mutantCases, verifyClaim } from '../src/claim/verifyClaim.ts';
import { plural } from '../src/numbers.ts';

/** Seed of every property run in CI; the deep profile of `verify` draws a fresh one. */
const seed = 20240916;

/**
 * Tests every claim of a folder: it holds, enough cases are decided, and each mutant is refuted.
 *
 * @param usual number of cases, unless the environment has `CLAIM_RUNS`: mutation testing runs claims thousands of times
 */
export const testClaims = async (folder: URL, usual: number): Promise<void> => {
  const runs = Number(process.env.CLAIM_RUNS ?? usual);
  const claims = await claimsIn(folder);
  expect(claims.length).toBeGreaterThan(0);
  for (const claim of claims) {
    describe(`${claim.id}: ${claim.claim}`, () => {
      it(`holds in ${plural(casesOf(claim, runs), 'case')} and refutes its mutants (seed ${seed})`, () => {
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
