import type { Matrix } from 'ml-matrix';
import { mapsToTolerance } from '../../src/certify/rounding.ts';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import type { EffectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactFamily } from '../exact/exactMetric.ts';
import { absolute, add, divide, dot, fraction, multiply, subtract, toNumber } from '../exact/fraction.ts';
import { ordinaryPairs } from '../generators/ordinaryPairs.ts';
import { plainFamily } from '../plain/plainMetric.ts';
import { ofMetrics } from '../subjects/metrics.ts';

/** |M − fl(M)| ≤ γ (|y||y|ᵀ/(yᵀg) + α*(I + |g||g|ᵀ/(gᵀg))), entry by entry, all but γ exact. */
const rounded = (construct: (pair: EffectivePair) => Matrix) => (pair: EffectivePair) => {
  const { g, y } = pair;
  const matrix = construct(pair);
  const exact = exactFamily(g, y);
  const [yy, gg, yg] = [dot(y, y), dot(g, g), dot(y, g)];
  const alphaStar = divide(yy, yg);
  const [G, Y] = [Array.from(g, fraction), Array.from(y, fraction)];
  return worst(
    exact.n.flatMap((row, i) =>
      row.map((n, j) => {
        const complement = absolute(divide(multiply(G[i]!, G[j]!), gg));
        const weight = i === j ? add(complement, { n: 1n, d: 1n }) : complement;
        const size = add(absolute(divide(multiply(Y[i]!, Y[j]!), yg)), multiply(alphaStar, weight));
        const error = absolute(subtract(fraction(matrix.get(i, j)), { n, d: exact.d }));
        if (size.n === 0n) return atMost(toNumber(error), 0);
        return atMost(toNumber(divide(error, size)), mapsToTolerance);
      }),
    ),
  );
};

export default {
  id: 'P5-entries',
  claim:
    'Every entry of the dense M(α*) is within γ·B of its exact value, B = |y||y|ᵀ/(yᵀg) + α*(I + |g||g|ᵀ/(gᵀg)).',
  source: 'P5, A5',
  given: ordinaryPairs({ dimension: { min: 1, max: 5 }, angle: { min: 0, max: 1.5707 } }),
  ...ofMetrics(({ optimal }) => rounded((pair) => optimal(pair).toDense())),
  mutants: {
    'α off by 1e-13': rounded((pair) =>
      optimalMetric(pair)
        .toDense()
        .mul(1 + 1e-13),
    ),
    'g and y exchanged': rounded(({ g, y }) => plainFamily({ g: y, y: g }, 1)),
  },
} satisfies Claim<EffectivePair>;
