import fc from 'fast-check';
import type { Matrix } from 'ml-matrix';
import { certifyMapsTo } from '../../src/certify/mapsTo.ts';
import { certifyPositiveDefinite } from '../../src/certify/positiveDefinite.ts';
import { certified, worst } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import type { Claim } from '../../src/types/claim.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot, plainMatrix } from '../plain/plainMetric.ts';
import { ofMetrics } from '../subjects/metrics.ts';

interface Case extends IntegerPair {
  readonly mix: readonly number[];
}

/**
 * A skew basis of g^⊥ in integers: gₚeₖ − gₖeₚ for a pivot p with gₚ ≠ 0, plus multiples of the basis vector before.
 */
const basisOf = ({ g, mix }: Case): readonly (readonly number[])[] => {
  const pivot = g.findIndex((value) => value !== 0);
  const basis: number[][] = [];
  g.forEach((value, k) => {
    if (k === pivot) return;
    const u = g.map((_, i) => (i === k ? g[pivot]! : i === pivot ? -value : 0));
    const before = basis.at(-1);
    basis.push(before ? u.map((entry, i) => entry + mix[k % mix.length]! * before[i]!) : u);
  });
  return basis;
};

const isMetric = (construct: (value: Case) => Matrix) => (value: Case) => {
  const matrix = construct(value);
  return worst([
    certified(certifyPositiveDefinite(matrix)),
    certified(certifyMapsTo(matrix, value.g, value.y)),
  ]);
};

/** ofY·y yᵀ + Σ uᵢuᵢᵀ of integers. */
const sumOfSquares = (y: readonly number[], ofY: number, basis: readonly (readonly number[])[]): Matrix => {
  const matrix = plainMatrix({ y, g: y, ofY, alpha: 0, ofG: 0 });
  for (const u of basis) matrix.add(plainMatrix({ y: u, g: u, ofY: 1, alpha: 0, ofG: 0 }));
  return matrix;
};

export default {
  id: 'P2',
  claim:
    'y yᵀ/(yᵀg) + Σ uᵢuᵢᵀ is positive definite and maps g to y, for any basis u₁ … u_{D−1} of the complement of g.',
  source: 'P2',
  given: fc
    .tuple(
      integerPairs({ min: 2, max: 8 }),
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 4 }),
    )
    .map(([pair, mix]): Case => ({ ...pair, mix })),
  ...ofMetrics(({ canonical }) =>
    isMetric((value) => canonical(effectivePair(value.g, value.y), basisOf(value)).toDense()),
  ),
  mutants: {
    'yᵀy for yᵀg': isMetric((value) => sumOfSquares(value.y, 1 / plainDot(value.y, value.y), basisOf(value))),
    'a basis vector missing': isMetric((value) =>
      sumOfSquares(value.y, 1 / plainDot(value.y, value.g), basisOf(value).slice(1)),
    ),
    'basis of the complement of y': isMetric((value) =>
      sumOfSquares(value.y, 1 / plainDot(value.y, value.g), basisOf({ ...value, g: value.y })),
    ),
    'the complement subtracted': isMetric((value) => {
      const matrix = sumOfSquares(value.y, 2 / plainDot(value.y, value.g), []);
      return matrix.sub(sumOfSquares(value.y, 1 / plainDot(value.y, value.g), basisOf(value)));
    }),
  },
} satisfies Claim<Case>;
