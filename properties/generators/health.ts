import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { errorRate, shareBounds } from '../../src/arbitrary/coverage/shareBounds.ts';
import { mixSeed } from '../../src/linalg/seeded.ts';
import type { Holds } from '../../src/types/claim.ts';

/** Largest share of ill cases. */
const allowed = 0.01;

/** The share from which a generator need not pass: between the two either answer is right. */
const excessive = 0.02;

/** Cases that come first: what repeats one of them is ill. */
const remembered = 1000;

/** Every draw is like the first of a run of fast-check, half of them edge cases: alike and independent. */
const bias = 2;

interface Reading {
  readonly key: string;
  readonly isUsable: boolean;
}

/**
 * Whether, once 1000 cases are known, at most 1 % of those to come repeat one of them or are unusable, as a check of a
 * seed: after 1000, 2000, 4000, … more it holds where the share is below 2 % for certain, and is refuted where it is
 * above 1 % for certain. Given the first 1000, the others are independent and alike, so that each answer is wrong with a
 * probability of at most 10⁻⁹/2.
 *
 * Source: {@link shareBounds}; round r may err by 10⁻⁹/(r(r + 1)).
 */
export const isHealthy =
  <Case>(given: fc.Arbitrary<Case>, read: (value: Case) => Reading): Holds<number> =>
  (seed) => {
    const random = new fc.Random(xoroshiro128plus(mixSeed(seed, 'health', 0)));
    const next = (): Reading => read(given.generate(random, bias).value);
    const known = new Set(Array.from({ length: remembered }, () => next().key));
    let [ill, cases] = [0, 0];
    for (let round = 1; ; round++) {
      for (const wanted = Math.max(1000, 2 * cases); cases < wanted; cases++) {
        const { key, isUsable } = next();
        if (!isUsable || known.has(key)) ill++;
      }
      const [lower, upper] = shareBounds(ill, cases, errorRate / (round * (round + 1)));
      const margin = (allowed - ill / cases) / allowed;
      if (lower > allowed) {
        return { status: 'refuted', margin, sentence: `${ill} of ${cases} cases are repeated or unusable` };
      }
      if (upper < excessive) return { status: 'holds', margin };
    }
  };
