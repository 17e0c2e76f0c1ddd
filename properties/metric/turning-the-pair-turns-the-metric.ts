import fc from 'fast-check';
import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactFamily } from '../exact/exactMetric.ts';
import { toNumber } from '../exact/fraction.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { denseConditionSlack } from '../rounding.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case extends IntegerPair {
  readonly w: readonly number[];
}

type Rows = readonly (readonly bigint[])[];

const times = (a: Rows, b: Rows): Rows =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0n)));

/** Q·wᵀw = wᵀw I − 2wwᵀ, a reflection in integers; a turn in a coordinate plane where the mutant asks for it. */
const reflection = (w: readonly number[]): readonly (readonly number[])[] =>
  w.map((wi, i) => w.map((wj, j) => (i === j ? plainDot(w, w) : 0) - 2 * wi * wj));

/** M(Qg, Qy), dense and in doubles, against Q M(g, y) Qᵀ in fractions. */
const equivariant =
  (optimal: Metrics['optimal'], expected: (M: Rows, Q: Rows) => Rows) =>
  ({ g, y, w }: Case) => {
    const Q = reflection(w);
    const turned = (v: readonly number[]) => Q.map((row) => plainDot(row, v));
    const dense = optimal(effectivePair(turned(g), turned(y))).toDense();
    const exact = exactFamily(g, y);
    const integers = Q.map((row) => row.map(BigInt));
    const unit = BigInt(plainDot(w, w)) ** 2n;
    const image = expected(exact.n, integers);
    const alphaStar = plainDot(y, y) / plainDot(y, g);
    const allowed = denseConditionSlack(g.length, 1) * alphaStar;
    return worst(
      image.flatMap((row, i) =>
        row.map((value, j) =>
          atMost(Math.abs(dense.get(i, j) - toNumber({ n: value, d: unit * exact.d })), allowed),
        ),
      ),
    );
  };

export default {
  id: 'X7-orthogonal',
  claim: 'M(Qg, Qy) = Q M(g, y) Qᵀ for orthogonal Q and the optimal metric.',
  source: 'X7',
  given: integerPairs({ min: 2, max: 6 }).chain(({ g, y }) =>
    fc
      .array(fc.integer({ min: -3, max: 3 }), { minLength: g.length, maxLength: g.length })
      .map((w): Case => ({ g, y, w: w.every((value) => value === 0) ? w.map(() => 1) : w })),
  ),
  ...ofMetrics(({ optimal }) => equivariant(optimal, (M, Q) => times(times(Q, M), Q))),
  mutants: {
    'M unturned': equivariant(optimalMetric, (M, Q) => times(times(Q, Q), M)),
    'turned on one side': equivariant(optimalMetric, (M, Q) =>
      times(Q, M).map((row, i) => row.map((x) => x * Q[i]![i]!)),
    ),
    'scaled by 1.001': equivariant(optimalMetric, (M, Q) =>
      times(times(Q, M), Q).map((row) => row.map((x) => (x * 1001n) / 1000n)),
    ),
  },
} satisfies Claim<Case>;
