import fc from 'fast-check';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { familyMetric } from '../../src/metric/family.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactFamily } from '../exact/exactMetric.ts';
import { overOneDenominator, toNumber } from '../exact/fraction.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { solveTolerance } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

interface Case extends IntegerPair {
  readonly v: readonly number[];
}

/** The exact M(α*) times the computed solution is v, up to the bound on |M||M⁻¹||v|. */
const solves = (solve: (value: Case) => ArrayLike<number>) => (value: Case) => {
  const { g, y, v } = value;
  const { n, d } = exactFamily(g, y);
  const solution = overOneDenominator(solve(value));
  const [yy, gg, yg] = [plainDot(y, y), plainDot(g, g), plainDot(y, g)];
  const size = Math.sqrt(plainDot(v, v)) || 1;
  // κ ≤ 4/c², and ‖v‖ bounds every coordinate.
  const allowed = solveTolerance * ((4 * yy * gg) / yg ** 2) * size;
  return worst(
    n.map((row, i) => {
      const image = row.reduce((sum, entry, j) => sum + entry * solution.n[j]!, 0n);
      const error = toNumber({ n: image - BigInt(v[i]!) * d * solution.d, d: d * solution.d });
      return atMost(Math.abs(error), allowed);
    }),
  );
};

/** VVᵀv·ofV + g gᵀv·ofG with V = I − g yᵀ/(yᵀg), in plain arithmetic. */
const plainSolve = ({ g, y, v }: Case, ofV: number, ofG: number): readonly number[] => {
  const yg = plainDot(y, g);
  const w = v.map((value, i) => value - (y[i]! * plainDot(g, v)) / yg);
  const image = w.map((value, i) => value - (g[i]! * plainDot(y, w)) / yg);
  return image.map((value, i) => ofV * value + ofG * g[i]! * plainDot(g, v));
};

const alphaOf = ({ g, y }: IntegerPair): number => plainDot(y, y) / plainDot(y, g);

export default {
  id: 'P4-inverse',
  claim: 'M(α)⁻¹ = V Vᵀ/α + g gᵀ/(yᵀg) with V = I − g yᵀ/(yᵀg): solve is the inverse of the exact matrix.',
  source: 'P4',
  given: integerPairs({ min: 1, max: 8 }).chain((pair) =>
    fc
      .array(fc.integer({ min: -9, max: 9 }), { minLength: pair.g.length, maxLength: pair.g.length })
      .map((v): Case => ({ ...pair, v })),
  ),
  ...ofMetrics(({ family }) =>
    solves((value) => family(effectivePair(value.g, value.y), alphaOf(value)).solve(value.v)),
  ),
  mutants: {
    'g gᵀ missing': solves((value) => plainSolve(value, 1 / alphaOf(value), 0)),
    'α for 1/α': solves((value) => plainSolve(value, alphaOf(value), 1 / plainDot(value.y, value.g))),
    'gᵀg for yᵀg': solves((value) => plainSolve(value, 1 / alphaOf(value), 1 / plainDot(value.g, value.g))),
    'apply for solve': solves((value) =>
      familyMetric(effectivePair(value.g, value.y), alphaOf(value)).apply(value.v),
    ),
  },
} satisfies Claim<Case>;
