import fc from 'fast-check';
import type { Matrix } from 'ml-matrix';
import { certifyConditionNumber } from '../../src/certify/conditionNumber.ts';
import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import { seededRandom, standardNormal } from '../../src/linalg/seeded.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot, plainMatrix } from '../plain/plainMetric.ts';
import { competitorSlack } from '../rounding.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case extends IntegerPair {
  readonly seed: number;
  /** Size of the perturbation relative to α*. */
  readonly size: number;
}

/** M(α*) + Σ ±α*·size·u uᵀ with u ⟂ g at random: along the set of matrices with M g = y, in any direction. */
const perturbed = ({ g, y, seed, size }: Case): Matrix => {
  const random = seededRandom(seed, 'perturbation');
  const matrix = optimalMetric(effectivePair(g, y)).toDense();
  const weight = (size * plainDot(y, y)) / plainDot(y, g);
  for (const sign of [1, -1]) {
    const x = g.map(() => standardNormal(random));
    const across = plainDot(x, g) / plainDot(g, g);
    const u = x.map((value, i) => value - across * g[i]!);
    const ofY = (sign * weight) / plainDot(u, u);
    matrix.add(plainMatrix({ y: u, g: u, ofY, alpha: 0, ofG: 0 }));
  }
  return matrix;
};

const unbeaten = (bound: Metrics['bound']) => (value: Case) => {
  const kappa = bound(effectivePair(value.g, value.y));
  const below = kappa * (1 - competitorSlack(value.g.length, kappa));
  if (!(below >= 1)) return vacuous();
  return truth(certifyConditionNumber(perturbed(value), below).status !== 'proved');
};

export default {
  id: 'P5-perturbation',
  claim:
    'No step away from M(α*) along the symmetric matrices with M g = y makes the condition number smaller.',
  source: 'P5',
  given: fc
    .tuple(integerPairs({ min: 2, max: 8 }), fc.integer(), fc.double({ min: -8, max: 0, noNaN: true }))
    .map(([pair, seed, exponent]): Case => ({ ...pair, seed, size: 10 ** exponent })),
  ...ofMetrics(({ bound }) => unbeaten(bound)),
  mutants: {
    'bound 1 % too high': unbeaten((pair) => 1.01 * minimumConditionNumber(pair)),
    'bound κ* + 1e-6': unbeaten((pair) => minimumConditionNumber(pair) * (1 + 1e-6)),
  },
} satisfies Claim<Case>;
