import fc from 'fast-check';
import type { Holds } from '../../../src/types/claim.ts';
import type { Outcome } from '../../../src/types/verdict.ts';

/** Largest share of ill cases. */
const allowed = 0.01;

const cases = 2000;

/** Seeds of independent samples; each is judged once. */
export const healthSeeds = fc.integer({ min: 0, max: 3 });

/** Whether at most 1 % of 2000 cases repeat an earlier one or are unusable. */
export const isHealthy = <Case>(
  given: fc.Arbitrary<Case>,
  read: (value: Case) => { readonly key: string; readonly isUsable: boolean },
): Holds<number> => {
  const known = new Map<number, Outcome>();
  return (seed) => {
    const outcome = known.get(seed) ?? judge(given, read, seed);
    known.set(seed, outcome);
    return outcome;
  };
};

const judge = <Case>(
  given: fc.Arbitrary<Case>,
  read: (value: Case) => { readonly key: string; readonly isUsable: boolean },
  seed: number,
): Outcome => {
  const seen = new Set<string>();
  let ill = 0;
  for (const value of fc.sample(given, { seed, numRuns: cases })) {
    const { key, isUsable } = read(value);
    if (seen.has(key) || !isUsable) ill++;
    seen.add(key);
  }
  const share = ill / cases;
  return { status: share <= allowed ? 'holds' : 'refuted', margin: (allowed - share) / allowed };
};
