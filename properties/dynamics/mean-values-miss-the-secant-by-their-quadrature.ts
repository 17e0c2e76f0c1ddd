import { atMost } from '../../src/checks/outcome/outcome.ts';
import { lossDrop } from '../../src/dynamics/lossDrop.ts';
import { meanValueGradient } from '../../src/dynamics/meanValue.ts';
import { irisData } from '../../src/losses/data/irisData.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { along, dot, dotSize, minus } from '../plain/vectors.ts';
import { panelQuadratureError, secantRoundoff } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

/** The range of the slopes of a flower's scores along Δ: those of three species, or of one against 0. */
const rangesOf = ({ parameters }: Member, delta: Vector): readonly number[] =>
  irisData(parameters).inputs.map((row) => {
    const input = Float64Array.from(row);
    const slopes = Array.from({ length: delta.length / row.length }, (_, c) =>
      dot(input, delta.subarray(c * row.length, (c + 1) * row.length)),
    );
    if (slopes.length === 1) slopes.push(0);
    return Math.max(...slopes) - Math.min(...slopes);
  });

/** |D̄LᵀΔ − (L(θ') − L(θ))| against the error of 16 panels on a mean of log Σ exp. */
const holdsWith =
  (discrete: (loss: Loss, theta: Vector, next: Vector) => Vector): Holds<Member> =>
  (member) => {
    const { loss, start, other } = member;
    const delta = minus(other, start);
    const { drop, bound } = lossDrop(loss, start, other);
    const gradient = discrete(loss, start, other);
    const size =
      dotSize(gradient, delta) +
      dotSize(loss.gradient(start), delta) +
      dotSize(loss.gradient(other), delta) +
      Math.abs(loss.value(start)) +
      Math.abs(loss.value(other));
    const ranges = rangesOf(member, delta);
    const quadrature = ranges.reduce((sum, range) => sum + panelQuadratureError(16, range), 0);
    const allowed = quadrature / ranges.length + secantRoundoff(size, bound);
    return atMost(Math.abs(dot(gradient, delta) + drop), allowed);
  };

/** The mean gradient by other quadratures: nodes in [−1, 1] with their weights, on equal panels. */
const byPanels =
  (count: number, rule: readonly (readonly [node: number, weight: number])[]) =>
  (loss: Loss, theta: Vector, next: Vector): Vector => {
    const delta = minus(next, theta);
    let sum: Vector = new Float64Array(theta.length);
    for (let panel = 0; panel < count; panel++) {
      for (const [node, weight] of rule) {
        const point = along(theta, (panel + (1 + node) / 2) / count, delta);
        sum = along(sum, weight / count, loss.gradient(point));
      }
    }
    return sum;
  };

const root5 = Math.sqrt(3 / 5);
const threePoints = [
  [-root5, 5 / 18],
  [0, 8 / 18],
  [root5, 5 / 18],
] as const;

const claim: Claim<Member> = {
  id: 'P10-quadrature',
  claim:
    'the mean value has D̄LᵀΔ = L(θ + Δ) − L(θ) up to the error of 16 panels where L is no polynomial, of order ‖Δ‖⁷/16⁶',
  source: 'P10; Gauss–Legendre quadrature with Cauchy’s estimate of the seventh derivative of log Σ exp',
  given: members(({ name }) => name === 'logistic-regression' || name === 'softmax-cross-entropy'),
  holds: holdsWith((loss, theta, next) => meanValueGradient(loss, theta, next, 0)),
  mutants: {
    'one panel': holdsWith(byPanels(1, threePoints)),
    'four panels': holdsWith(byPanels(4, threePoints)),
    'a point a panel': holdsWith(byPanels(16, [[0, 1]])),
    trapezia: holdsWith(
      byPanels(16, [
        [-1, 1 / 2],
        [1, 1 / 2],
      ]),
    ),
    'weights of a third each': holdsWith(
      byPanels(
        16,
        threePoints.map(([node]) => [node, 1 / 3] as const),
      ),
    ),
  },
};

export default claim;
