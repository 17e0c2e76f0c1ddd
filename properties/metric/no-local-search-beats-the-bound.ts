import fc from 'fast-check';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import { complementBasis } from '../../src/linalg/complement.ts';
import { normalised } from '../../src/linalg/planeDirection.ts';
import { seededRandom, standardNormal } from '../../src/linalg/seeded.ts';
import { symmetricSpectrum } from '../../src/linalg/symmetric.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { competitorSlack } from '../rounding.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case extends IntegerPair {
  readonly seed: number;
}

/**
 * κ of y yᵀ/(yᵀg) + U L Lᵀ Uᵀ, minimised over lower triangular L by random steps that grow on success and shrink on
 * failure, from the identity: all of the set of metrics can be reached.
 */
const searched = ({ g, y, seed }: Case): number => {
  const size = g.length;
  const random = seededRandom(seed, 'local search');
  const { vector } = complementBasis([normalised(Float64Array.from(g))], size);
  const basis = Array.from({ length: size - 1 }, (_, k) => vector(k));
  const yg = plainDot(y, g);
  const conditionNumber = (lower: Float64Array): number => {
    const columns = basis.map((_, j) => {
      const column = new Float64Array(size);
      for (let i = j; i < size - 1; i++) {
        const weight = lower[(i * (i + 1)) / 2 + j]!;
        for (let r = 0; r < size; r++) column[r] = column[r]! + weight * basis[i]![r]!;
      }
      return column;
    });
    const entries = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        const value = columns.reduce((sum, u) => sum + u[i]! * u[j]!, (y[i]! * y[j]!) / yg);
        entries[i * size + j] = value;
        entries[j * size + i] = value;
      }
    }
    const { values } = symmetricSpectrum(size, entries);
    return values[0]! > 0 ? values[size - 1]! / values[0]! : Number.POSITIVE_INFINITY;
  };
  // L = √α* I is the optimum; the search starts some way off it.
  const root = Math.sqrt(plainDot(y, y) / yg);
  let lower = new Float64Array((size * (size - 1)) / 2);
  for (let i = 0; i < size - 1; i++) lower[(i * (i + 3)) / 2] = root * (0.5 + random());
  let best = conditionNumber(lower);
  let step = root / 4;
  for (let k = 0; k < 120; k++) {
    const trial = lower.map((value) => value + step * standardNormal(random));
    const found = conditionNumber(trial);
    if (found < best) [lower, best, step] = [trial, found, step * 1.5];
    else step *= 0.85;
  }
  return best;
};

const unbeatenBySearch = (bound: Metrics['bound']) => (value: Case) => {
  const kappa = bound(effectivePair(value.g, value.y));
  return atMost(kappa / searched(value) - 1, competitorSlack(value.g.length, kappa));
};

export default {
  id: 'P5-search',
  claim: 'A minimiser of κ over all metrics with M g = y, given room to try, does not get below κ*.',
  source: 'P5',
  given: fc
    .tuple(integerPairs({ min: 2, max: 4 }), fc.integer())
    .map(([pair, seed]): Case => ({ ...pair, seed })),
  ...ofMetrics(({ bound }) => unbeatenBySearch(bound)),
  mutants: {
    'bound 1 % too high': unbeatenBySearch((pair) => 1.01 * minimumConditionNumber(pair)),
    'bound κ* + 1/κ*': unbeatenBySearch((pair) => {
      const kappa = minimumConditionNumber(pair);
      return kappa + 1 / kappa;
    }),
  },
} satisfies Claim<Case>;
