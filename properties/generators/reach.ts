import type fc from 'fast-check';
import { cover } from '../../src/arbitrary/coverage/cover.ts';
import type { Holds } from '../../src/types/claim.ts';

/**
 * Whether a generator reaches its strata, as a check of a seed; its margin is the least relative excess of an observed
 * share over the required one. A case may be wrong with a probability of 10⁻⁹ for each stratum.
 */
export const reaches =
  <Case>(
    given: fc.Arbitrary<Case>,
    strata: (value: Case) => readonly string[],
    required: Readonly<Record<string, number>>,
  ): Holds<number> =>
  (seed) => {
    const coverage = cover(given, { strata, required, seed });
    const margin = Math.min(...coverage.strata.map((row) => (row.observed - row.required) / row.required));
    if (coverage.covered) return { status: 'holds', margin };
    const missed = coverage.table.split('\n').filter((line) => line.endsWith('MISSED'));
    const sentence = `${missed.join(', ').replace(/ +/g, ' ')}, of ${coverage.cases} cases`;
    return { status: 'refuted', margin, sentence };
  };
