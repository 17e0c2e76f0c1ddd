import fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { certifyConditionNumber } from '../../src/certify/conditionNumber.ts';
import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Claim } from '../../src/types/claim.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case {
  readonly g: readonly number[];
  /** ‖y‖/‖g‖, a power of two, so that M = factor·I is exact. */
  readonly factor: number;
  readonly direction: readonly number[];
}

/** E = u uᵀ with u = gᵀg x − gᵀx g, so that E g = 0 in integers; 0 where x is parallel to g. */
const perturbation = ({ g, direction }: Case): Matrix => {
  const [gg, gx] = [plainDot(g, g), plainDot(g, direction)];
  const u = direction.map((value, i) => gg * value - gx * g[i]!);
  return new Matrix(u.map((a) => u.map((b) => a * b)));
};

/** M(α*) = aI has κ = 1 for certain, and M(α*) + E has not, for any E ≠ 0 with E g = 0. */
const unique =
  (optimal: Metrics['optimal'], change: (matrix: Matrix, value: Case) => Matrix) => (value: Case) => {
    const { g, factor } = value;
    const metric = optimal(
      effectivePair(
        g,
        g.map((entry) => entry * factor),
      ),
    );
    const matrix = Matrix.eye(g.length).mul(metric.eigenvalues[0]!.value);
    const E = perturbation(value);
    if (E.norm() === 0) return vacuous();
    const isOne = metric.eigenvalues.length === 1 && certifyConditionNumber(matrix, 1).status === 'proved';
    return truth(isOne && certifyConditionNumber(change(matrix, value), 1).status === 'refuted');
  };

export default {
  id: 'X6-parallel',
  claim: 'At ψ = 0 the metric (‖y‖/‖g‖) I alone has κ = 1, whatever the dimension.',
  source: 'X6',
  given: fc
    .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 2,
      maxLength: 6,
    })
    .chain((coordinates) =>
      fc.integer({ min: -6, max: 6 }).map((exponent): Case => {
        const g = coordinates.map(([gi]) => gi);
        return {
          g: g.every((value) => value === 0) ? g.map(() => 1) : g,
          factor: 2 ** exponent,
          direction: coordinates.map(([, x]) => x),
        };
      }),
    ),
  ...ofMetrics(({ optimal }) => unique(optimal, (matrix, value) => Matrix.add(matrix, perturbation(value)))),
  mutants: {
    'no perturbation': unique(optimalMetric, (matrix) => matrix),
    'a multiple of I': unique(optimalMetric, (matrix) => Matrix.mul(matrix, 3)),
  },
} satisfies Claim<Case>;
