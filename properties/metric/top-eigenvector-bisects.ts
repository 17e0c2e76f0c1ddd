import { effectivePairs } from '../../src/arbitrary/pair/pair.ts';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import { pairGeometry } from '../../src/metric/pairGeometry.ts';
import type { Claim } from '../../src/types/claim.ts';
import { eigenvectorTolerance } from '../rounding.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

/** Angles that the top eigenvector makes with g and with y; its sign is free, so that they are taken below 90°. */
const standsAt =
  (optimal: Metrics['optimal'], fromG: (psi: number) => number, fromY: (psi: number) => number) =>
  (pair: EffectivePair) => {
    const vector = optimal(pair).eigenvalues.at(-1)!.vector(0);
    const acute = (angle: number): number => Math.min(angle, Math.PI - angle);
    const { angle } = pair;
    const toG = pairGeometry(pair.g, vector).angle;
    const toY = pairGeometry(pair.y, vector).angle;
    return worst([
      atMost(Math.abs(acute(toG) - fromG(angle)), eigenvectorTolerance),
      atMost(Math.abs(acute(toY) - fromY(angle)), eigenvectorTolerance),
    ]);
  };

export default {
  id: 'X5-top-eigenvector',
  claim: 'The top eigenvector of M(α*) stands at π/4 + ψ/2 from g and at π/4 − ψ/2 from y.',
  source: 'X5',
  given: effectivePairs({ dimension: { min: 2, max: 32 }, angle: { min: 1e-12, max: 1.5707 } }),
  ...ofMetrics(({ optimal }) =>
    standsAt(
      optimal,
      (psi) => Math.PI / 4 + psi / 2,
      (psi) => Math.PI / 4 - psi / 2,
    ),
  ),
  mutants: {
    'halfway between g and y': standsAt(
      optimalMetric,
      (psi) => psi / 2,
      (psi) => psi / 2,
    ),
    'π/4 − ψ/2 from g': standsAt(
      optimalMetric,
      (psi) => Math.PI / 4 - psi / 2,
      (psi) => Math.PI / 4 + psi / 2,
    ),
    'along y': standsAt(
      optimalMetric,
      (psi) => psi,
      () => 0,
    ),
  },
} satisfies Claim<EffectivePair>;
