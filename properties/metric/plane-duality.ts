import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type ExactMatrix, exactFamily } from '../exact/exactMetric.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';

/** M*(g, y)·N = I in fractions. */
const inverse = (other: (pair: IntegerPair) => ExactMatrix) => (pair: IntegerPair) => {
  const [left, right] = [exactFamily(pair.g, pair.y), other(pair)];
  return truth(
    left.n.every((row, i) =>
      right.n.every((_, j) => {
        const entry = row.reduce((sum, value, k) => sum + value * right.n[k]![j]!, 0n);
        return entry === (i === j ? left.d * right.d : 0n);
      }),
    ),
  );
};

export default {
  id: 'X6-duality',
  claim: 'For D = 2 the minimiser for (y, g) is the inverse of the minimiser for (g, y).',
  source: 'X6',
  given: integerPairs({ min: 2, max: 2 }),
  holds: inverse(({ g, y }) => exactFamily(y, g)),
  mutants: {
    'the same pair': inverse(({ g, y }) => exactFamily(g, y)),
    'α 1 % off': inverse(({ g, y }) => exactFamily(y, g, { n: 101n, d: 100n })),
    'a coordinate exchanged': inverse(({ g, y }) => exactFamily([...y].reverse(), [...g].reverse())),
  },
} satisfies Claim<IntegerPair>;
