import type { VectorPair } from '../../src/arbitrary/pair/pairAtTangent.ts';
import { pairRank, simplerPairs } from '../../src/arbitrary/pair/simplerPair.ts';
import { ranksLower } from '../../src/arbitrary/shrink/simplerValues.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { exactDot } from '../../src/linalg/exact.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { ofGenerator } from '../subjects/generators.ts';

/** More than any pair offers; a generator that never ends is stopped here. */
const mostOffered = 5000;

/** Each of the pairs offered ranks lower and is effective. */
const allSimpler = (pair: VectorPair, offered: Iterable<VectorPair>): Outcome => {
  const rank = pairRank(pair);
  for (const { g, y } of offered) {
    if (!ranksLower(pairRank({ g, y }), rank)) return truth(false);
    if (!(exactDot(y, g).integer > 0n)) return truth(false);
  }
  return truth(true);
};

const claim: Claim<VectorPair> = {
  id: 'G3-shrink',
  claim:
    'Whatever shrinking offers in place of a pair is strictly simpler and effective, so that shrinking ends.',
  source: 'the order of simplicity is finite below every pair of doubles',
  ...ofGenerator('effectivePairs', (pairs) => {
    const given = pairs({ dimension: { min: 1, max: 12 } });
    return {
      given,
      holds: (pair) =>
        allSimpler(
          pair,
          given
            .shrink(pair, undefined)
            .map(({ value }) => value)
            .take(mostOffered),
        ),
    };
  }),
  mutants: {
    'simpler vectors, effective or not': (pair) =>
      allSimpler(
        pair,
        Array.from(simplerPairs(pair, 1)).filter((simpler) => ranksLower(pairRank(simpler), pairRank(pair))),
      ),
    'effective pairs, simpler or not': (pair) =>
      allSimpler(
        pair,
        Array.from(simplerPairs(pair, 1)).filter(({ g, y }) => exactDot(y, g).integer > 0n),
      ),
  },
};

export default claim;
