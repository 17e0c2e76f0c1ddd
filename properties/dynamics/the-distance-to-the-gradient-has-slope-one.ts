import { gonzalezGradient } from '../../src/dynamics/gonzalez.ts';
import { itohAbeGradient } from '../../src/dynamics/itohAbe.ts';
import { meanValueGradient } from '../../src/dynamics/meanValue.ts';
import { limitAccuracy, slopeAccuracy } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Member, members } from '../losses/parts/members.ts';
import { atMost, whereDecided, worst } from './parts/outcomes.ts';
import { along, minus, norm } from './parts/vectors.ts';

type DiscreteGradient = (loss: Loss, theta: Vector, next: Vector, time: number) => Vector;

/** ‖D̄L(θ, θ + ηg) − ∇L(θ)‖/η. */
const rate = (discrete: DiscreteGradient, { loss, start, other }: Member, eta: number): number =>
  norm(minus(discrete(loss, start, along(start, eta, other), 0), loss.gradient(start))) / eta;

/** ½‖Hg‖ from a central difference of the gradient. */
const halfHessian = ({ loss, start, other }: Member): number => {
  const step = 2 ** -16;
  const [ahead, behind] = [along(start, step, other), along(start, -step, other)];
  return norm(minus(loss.gradient(ahead), loss.gradient(behind))) / (4 * step);
};

/** Between two step sizes a factor of 64 apart the distance has a log-log slope within a tenth of `slope`. */
const slopeHolds =
  (discrete: DiscreteGradient, slope: number): Holds<Member> =>
  (member) => {
    const [coarse, fine] = [2 ** -10, 2 ** -16].map((eta) => rate(discrete, member, eta) * eta);
    return whereDecided(halfHessian(member) > 1e-2 * norm(member.other), () =>
      atMost(Math.abs(Math.log2(coarse! / fine!) / 6 - slope), slopeAccuracy),
    );
  };

/** At η = 2⁻¹⁶ the distance over η is its limit up to a twentieth. */
const limitHolds =
  (discrete: DiscreteGradient): Holds<Member> =>
  (member) => {
    const limit = halfHessian(member);
    return whereDecided(limit > 1e-2 * norm(member.other), () =>
      atMost(Math.abs(rate(discrete, member, 2 ** -16) / limit - 1), limitAccuracy),
    );
  };

const both =
  (...parts: readonly Holds<Member>[]): Holds<Member> =>
  (member) =>
    worst(parts.map((holds) => holds(member)));

const claim: Claim<Member> = {
  id: 'P11-slope',
  claim:
    '‖D̄L − ∇L‖ is of order η on losses that are twice differentiable, and tends to η‖Hg‖/2 but for Itoh–Abe',
  source: 'P11; log-log slope between η = 2⁻¹⁰ and 2⁻¹⁶, above the rounding errors',
  given: members(({ name }) =>
    [
      'rosenbrock',
      'styblinski-tang',
      'logistic-regression',
      'tanh-network',
      'two-layer-linear-network',
    ].includes(name),
  ),
  holds: both(
    limitHolds(gonzalezGradient),
    limitHolds(meanValueGradient),
    slopeHolds(gonzalezGradient, 1),
    slopeHolds(itohAbeGradient, 1),
  ),
  mutants: {
    'the gradient at the end, twice as far': limitHolds((loss, _theta, next) => loss.gradient(next)),
    'of second order': slopeHolds(gonzalezGradient, 2),
    'the gradient at θ, no distance at all': limitHolds((loss, theta) => loss.gradient(theta)),
  },
};

export default claim;
