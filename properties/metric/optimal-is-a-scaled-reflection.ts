import fc from 'fast-check';
import { effectivePairs } from '../../src/arbitrary/pair/pair.ts';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { scaledToNumber } from '../../src/linalg/scaled.ts';
import { seededRandom, standardNormal } from '../../src/linalg/seeded.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Claim } from '../../src/types/claim.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { reflectionTolerance } from '../rounding.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case {
  readonly pair: EffectivePair;
  readonly seed: number;
}

/** R on a vector with coordinates a along ĝ and b along ĥ. */
type Reflection = (a: number, b: number, angle: { c: number; s: number }) => readonly [number, number];

/** M(α*)v, divided by α*, against v + s R v, coordinate by coordinate, ĥ by Gram–Schmidt. */
const reflects =
  (optimal: Metrics['optimal'], reflection: Reflection) =>
  ({ pair, seed }: Case) => {
    const { cosine: c, sine: s } = pair;
    const random = seededRandom(seed, 'reflection');
    const v = Float64Array.from({ length: pair.g.length }, () => standardNormal(random));
    const unit = (x: Float64Array): Float64Array => {
      const scale = Math.max(...x.map(Math.abs));
      const shrunk = x.map((value) => value / scale);
      const norm = Math.sqrt(plainDot(shrunk, shrunk));
      return shrunk.map((value) => value / norm);
    };
    const g = unit(pair.g);
    const y = unit(pair.y);
    const h = unit(y.map((value, i) => value - plainDot(y, g) * g[i]!));
    const [ofG, ofH] = reflection(plainDot(g, v), plainDot(h, v), { c, s });
    const expected = v.map((value, i) => value + s * (ofG * g[i]! + ofH * h[i]!));
    const alphaStar =
      scaledToNumber({
        significand: pair.yNorm.significand / pair.gNorm.significand,
        exponent: pair.yNorm.exponent - pair.gNorm.exponent,
      }) / c;
    const size = Math.sqrt(plainDot(v, v));
    return worst(
      Array.from(optimal(pair).apply(v), (value, i) =>
        atMost(Math.abs(value / alphaStar - expected[i]!), reflectionTolerance(pair) * size),
      ),
    );
  };

export default {
  id: 'X5-reflection',
  claim: 'M(α*) = α*(I + s R) with R ĝ = −s ĝ + c ĥ, R ĥ = c ĝ + s ĥ and R = 0 off the plane of g and y.',
  source: 'X5',
  given: fc
    .tuple(effectivePairs({ dimension: { min: 2, max: 16 }, angle: { min: 1e-3, max: 1.57 } }), fc.integer())
    .filter(([{ gNorm, yNorm }]) => Math.abs(yNorm.exponent - gNorm.exponent) < 960)
    .map(([pair, seed]): Case => ({ pair, seed })),
  ...ofMetrics(({ optimal }) => reflects(optimal, (a, b, { c, s }) => [-s * a + c * b, c * a + s * b])),
  mutants: {
    'R negated': reflects(optimalMetric, (a, b, { c, s }) => [s * a - c * b, -c * a - s * b]),
    'c and s exchanged': reflects(optimalMetric, (a, b, { c, s }) => [-c * a + s * b, s * a + c * b]),
    'a rotation for a reflection': reflects(optimalMetric, (a, b, { c, s }) => [
      -s * a + c * b,
      -c * a - s * b,
    ]),
  },
} satisfies Claim<Case>;
