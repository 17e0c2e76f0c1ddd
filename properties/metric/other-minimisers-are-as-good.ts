import fc from 'fast-check';
import type { Matrix } from 'ml-matrix';
import { certifyConditionNumber } from '../../src/certify/conditionNumber.ts';
import { certifyMapsTo } from '../../src/certify/mapsTo.ts';
import { certified, worst } from '../../src/checks/outcome/outcome.ts';
import { complementBasis } from '../../src/linalg/complement.ts';
import { normalised, planeDirection } from '../../src/linalg/planeDirection.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { type EffectivePair, effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Claim } from '../../src/types/claim.ts';
import { integerPairs } from '../generators/integers.ts';
import { plainMatrix } from '../plain/plainMetric.ts';
import { plainUpdateSlack } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

interface Case {
  readonly pair: EffectivePair;
  readonly tilts: readonly number[];
}

const isMinimiser = (construct: (value: Case) => Matrix) => (value: Case) => {
  const { pair } = value;
  const matrix = construct(value);
  const bound = minimumConditionNumber(pair);
  return worst([
    certified(certifyMapsTo(matrix, pair.g, pair.y)),
    certified(certifyConditionNumber(matrix, bound * (1 + plainUpdateSlack(pair.g.length, bound)))),
  ]);
};

/** M(α*) + weight·α*·(sum of squares of vectors). */
const withAdded = (weight: number, vectors: (pair: EffectivePair) => readonly Float64Array[]) =>
  isMinimiser(({ pair }) => {
    const matrix = optimalMetric(pair).toDense();
    const middle = optimalMetric(pair).eigenvalues.at(-1)!.value / (1 + pair.sine);
    for (const u of vectors(pair))
      matrix.add(plainMatrix({ y: u, g: u, ofY: weight * middle, alpha: 0, ofG: 0 }));
    return matrix;
  });

const complement = (pair: EffectivePair): readonly Float64Array[] => {
  const units = [normalised(pair.g), planeDirection(pair.g, pair.y, pair.sine)];
  const { count, vector } = complementBasis(units, pair.g.length);
  return Array.from({ length: count }, (_, k) => vector(k));
};

export default {
  id: 'X6-minimisers',
  claim:
    'For D ≥ 3 any block on the complement of span(g, y) with spectrum in [α*(1 − s), α*(1 + s)] leaves M g = y and κ = κ*.',
  source: 'X6',
  given: integerPairs({ min: 3, max: 8 }).chain(({ g, y }) =>
    fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), {
        minLength: g.length - 2,
        maxLength: g.length - 2,
      })
      .map((tilts): Case => ({ pair: effectivePair(g, y), tilts })),
  ),
  ...ofMetrics(({ minimiser }) => isMinimiser(({ pair, tilts }) => minimiser(pair, tilts).toDense())),
  mutants: {
    'a block above α*(1 + s)': withAdded(1.5, (pair) => complement(pair)),
    'a block in the plane': withAdded(0.5, (pair) => [planeDirection(pair.g, pair.y, pair.sine)]),
    'a block along g': withAdded(0.5, (pair) => [normalised(pair.g)]),
  },
} satisfies Claim<Case>;
