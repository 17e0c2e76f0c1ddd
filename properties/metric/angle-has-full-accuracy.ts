import fc from 'fast-check';
import { effectivePairs } from '../../src/arbitrary/pair/pair.ts';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import type { PairGeometry } from '../../src/linalg/gram.ts';
import { pairGeometry } from '../../src/metric/pairGeometry.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactAngle, relativeErrorOfAngle, relativeErrorOfRoot } from '../exact/exactAngle.ts';
import { generalPairs } from '../generators/generalPairs.ts';
import { angleTolerance, subnormalSlack } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

interface Vectors {
  readonly g: Float64Array;
  readonly y: Float64Array;
}

type Angle = Pick<PairGeometry, 'cosine' | 'sine' | 'angle'>;

const accurate =
  (measure: (g: Float64Array, y: Float64Array) => Angle) =>
  ({ g, y }: Vectors) => {
    const { cosine, sine, angle } = measure(g, y);
    const exact = exactAngle(g, y);
    const allowed = (value: number) => angleTolerance + subnormalSlack(value);
    return worst([
      atMost(relativeErrorOfRoot(cosine, exact.cosineSquared), allowed(cosine)),
      atMost(relativeErrorOfRoot(sine, exact.sineSquared), allowed(sine)),
      atMost(exact.sineSquared.n === 0n ? angle : relativeErrorOfAngle(angle, exact), allowed(angle)),
    ]);
  };

const plain = (g: Float64Array, y: Float64Array) => {
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const cosine = Math.min(1, dot(g, y) / Math.sqrt(dot(g, g)) / Math.sqrt(dot(y, y)));
  return { cosine, sine: Math.sqrt(1 - cosine ** 2), angle: Math.acos(cosine) };
};

export default {
  id: 'P1-angle',
  claim:
    'cos ψ, sin ψ and ψ are within a few units in the last place of their exact values, at every angle and magnitude.',
  source: 'A2',
  given: fc.oneof(
    effectivePairs({ dimension: { min: 1, max: 64 } }).map(({ g, y }): Vectors => ({ g, y })),
    generalPairs({ dimension: { min: 2, max: 40 }, tangent: { min: -40, max: 15 }, scale: 290 }).map(
      ({ g, y }): Vectors => ({ g, y }),
    ),
    generalPairs({ dimension: { min: 2, max: 40 }, tangent: { min: -1, max: 1 }, scale: 3 }).map(
      ({ g }): Vectors => ({ g, y: g.map((value) => value * 0.1) }),
    ),
  ),
  ...ofMetrics(({ pair }) => accurate(pair)),
  mutants: {
    'plain dot products': accurate(plain),
    'sine from the cosine': accurate((g, y) => {
      const { cosine, angle } = pairGeometry(g, y);
      return { cosine, sine: Math.sqrt(1 - cosine * cosine), angle };
    }),
    'angle by arc cosine': accurate((g, y) => {
      const geometry = pairGeometry(g, y);
      return { ...geometry, angle: Math.acos(geometry.cosine) };
    }),
    'cosine off by 20 u': accurate((g, y) => {
      const geometry = pairGeometry(g, y);
      return { ...geometry, cosine: geometry.cosine * (1 + 20 * 2 ** -53) };
    }),
  },
} satisfies Claim<Vectors>;
