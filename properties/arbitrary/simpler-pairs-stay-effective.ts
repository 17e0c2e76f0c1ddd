import { ranksLower } from '../../src/arbitrary/direct.ts';
import { effectivePairs } from '../../src/arbitrary/pair.ts';
import type { VectorPair } from '../../src/arbitrary/pairAtTangent.ts';
import { pairRank, simplerPairs } from '../../src/arbitrary/simplerPair.ts';
import { exactDot } from '../../src/linalg/exact.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { outcomeOf } from './parts/outcome.ts';

const given = effectivePairs({ dimension: { min: 1, max: 12 } });

/** Each of the pairs offered ranks lower and is effective. */
const allSimpler = (pair: EffectivePair, offered: Iterable<VectorPair>): Outcome => {
  const rank = pairRank(pair);
  for (const { g, y } of offered) {
    if (!ranksLower(pairRank({ g, y }), rank)) return outcomeOf(false);
    if (!(exactDot(y, g).integer > 0n)) return outcomeOf(false);
  }
  return outcomeOf(true);
};

const claim: Claim<EffectivePair> = {
  id: 'G3-shrink',
  claim:
    'Whatever shrinking offers in place of a pair is strictly simpler and effective, so that shrinking ends.',
  source: 'the order of simplicity is finite below every pair of doubles',
  given,
  holds: (pair) =>
    allSimpler(
      pair,
      Array.from(given.shrink(pair, undefined), ({ value }) => value),
    ),
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
