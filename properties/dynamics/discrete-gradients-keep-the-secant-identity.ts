import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { gonzalezGradient } from '../../src/dynamics/gonzalez.ts';
import { itohAbeGradient } from '../../src/dynamics/itohAbe.ts';
import { lossDrop } from '../../src/dynamics/lossDrop.ts';
import { meanValueGradient } from '../../src/dynamics/meanValue.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { dot, dotSize, minus } from '../plain/vectors.ts';
import { secantRoundoff } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

type DiscreteGradient = (loss: Loss, theta: Vector, next: Vector, time: number) => Vector;

const holdsWith =
  (gradients: readonly DiscreteGradient[]): Holds<Member> =>
  ({ loss, start, other, time }) => {
    const delta = minus(other, start);
    const { drop, bound } = lossDrop(loss, start, other, time);
    const ends = Math.abs(loss.value(start, time)) + Math.abs(loss.value(other, time));
    const slopes = dotSize(loss.gradient(start, time), delta) + dotSize(loss.gradient(other, time), delta);
    const outcomes = gradients.map((discrete) => {
      const gradient = discrete(loss, start, other, time);
      const size = dotSize(gradient, delta) + slopes + ends;
      return atMost(Math.abs(dot(gradient, delta) + drop), secantRoundoff(size, bound));
    });
    return worst(outcomes);
  };

const midpointOnly: DiscreteGradient = (loss, theta, next, time) =>
  loss.gradient(
    theta.map((entry, i) => (entry + next[i]!) / 2),
    time,
  );

const claim: Claim<Member> = {
  id: 'P10-secant',
  claim: 'D̄Lᵀ Δ = L(θ + Δ) − L(θ) for Gonzalez, Itoh–Abe and, on polynomials, the mean value',
  source: 'P10',
  given: members(() => true),
  holds: (member) =>
    holdsWith([
      gonzalezGradient,
      itohAbeGradient,
      ...(member.loss.facts.degree <= 4 ? [meanValueGradient] : []),
    ])(member),
  mutants: {
    'the gradient at θ': holdsWith([(loss, theta, _next, time) => loss.gradient(theta, time)]),
    'Gonzalez without its correction': holdsWith([midpointOnly]),
    'the mean of the gradients at both ends': holdsWith([
      (loss, theta, next, time) => {
        const end = loss.gradient(next, time);
        return loss.gradient(theta, time).map((entry, i) => (entry + end[i]!) / 2);
      },
    ]),
    'coordinate quotients that all start at θ': holdsWith([
      (loss, theta, next, time) =>
        theta.map((entry, i) => {
          const moved = theta.with(i, next[i]!);
          return (loss.value(moved, time) - loss.value(theta, time)) / (next[i]! - entry);
        }),
    ]),
  },
};

export default claim;
