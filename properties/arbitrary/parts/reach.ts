import fc from 'fast-check';
import { cover } from '../../../src/arbitrary/cover.ts';
import type { Holds } from '../../../src/types/claim.ts';
import type { Outcome } from '../../../src/types/verdict.ts';

/** Seeds of independent coverage runs: few, because each one is a sequential test over thousands of cases. */
export const coverageSeeds = fc.integer({ min: 0, max: 1 });

/**
 * Whether a generator reaches its strata, as a check of a seed; its margin is the least relative excess of an observed
 * share over the required one. A seed is run once.
 */
export const reaches = <Case>(
  given: fc.Arbitrary<Case>,
  strata: (value: Case) => readonly string[],
  required: Readonly<Record<string, number>>,
): Holds<number> => {
  const known = new Map<number, Outcome>();
  return (seed) => {
    const outcome = known.get(seed) ?? run(given, strata, required, seed);
    known.set(seed, outcome);
    return outcome;
  };
};

const run = <Case>(
  given: fc.Arbitrary<Case>,
  strata: (value: Case) => readonly string[],
  required: Readonly<Record<string, number>>,
  seed: number,
): Outcome => {
  const coverage = cover(given, { strata, required, seed });
  const margin = Math.min(...coverage.strata.map((row) => (row.observed - row.required) / row.required));
  return { status: coverage.covered ? 'holds' : 'refuted', margin };
};
