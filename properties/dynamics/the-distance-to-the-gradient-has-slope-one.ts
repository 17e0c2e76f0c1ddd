import { atMost, whereDecided, worst } from '../../src/checks/outcome/outcome.ts';
import { gonzalezGradient } from '../../src/dynamics/gonzalez.ts';
import { itohAbeGradient } from '../../src/dynamics/itohAbe.ts';
import { meanValueGradient } from '../../src/dynamics/meanValue.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { along, minus, norm } from '../plain/vectors.ts';
import { limitAccuracy, slopeAccuracy } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

type DiscreteGradient = (loss: Loss, theta: Vector, next: Vector, time: number) => Vector;

/** (D̄L(θ, θ + ηg) − ∇L(θ))/η. */
const rate = (discrete: DiscreteGradient, { loss, start, other }: Member, eta: number): Vector =>
  minus(discrete(loss, start, along(start, eta, other), 0), loss.gradient(start)).map((x) => x / eta);

/** A vector, and what rounding may have changed of it in the norm. */
interface Rounded {
  readonly vector: Vector;
  readonly error: number;
}

const fine = 2 ** -16;

/** Hv from a central difference of the gradient. */
const hessianTimes = ({ loss, start }: Member, v: Vector): Rounded => {
  const [ahead, behind] = [along(start, fine, v), along(start, -fine, v)];
  return {
    vector: minus(loss.gradient(ahead), loss.gradient(behind)).map((x) => x / (2 * fine)),
    error: (norm(loss.roundoff(ahead).gradient) + norm(loss.roundoff(behind).gradient)) / (2 * fine),
  };
};

type Limit = (member: Member) => Rounded;

/** ½Hg. */
const half: Limit = (member) => {
  const { vector, error } = hessianTimes(member, member.other);
  return { vector: vector.map((x) => x / 2), error: error / 2 };
};

/** Σⱼ gⱼHeⱼ, the entry in row i and column j of H taken `share` times. */
const partly =
  (share: (i: number, j: number) => number): Limit =>
  (member) => {
    const g = member.other;
    const columns = Array.from(g, (_, j) =>
      hessianTimes(member, new Float64Array(g.length).fill(1, j, j + 1)),
    );
    return {
      vector: g.map((_, i) =>
        columns.reduce((sum, { vector }, j) => sum + share(i, j) * vector[i]! * g[j]!, 0),
      ),
      error: columns.reduce((sum, { error }, j) => sum + error * Math.abs(g[j]!), 0),
    };
  };

/** (½ diag H + strictly lower H)g, and with the strictly upper one in its place. */
const lower = partly((i, j) => (j < i ? 1 : j === i ? 1 / 2 : 0));
const upper = partly((i, j) => (j > i ? 1 : j === i ? 1 / 2 : 0));

/**
 * What rounding may change of the rate at η = 2⁻¹⁶ in the norm: gradients by their bound, and a quotient by those of two
 * values over Δᵢ. Both are those of points within 2⁻¹⁶, for which the bounds at the ends are doubled.
 */
const noise = ({ loss, start, other }: Member): number => {
  const next = along(start, fine, other);
  const [before, after] = [loss.roundoff(start), loss.roundoff(next)];
  const quotients = minus(next, start).map((delta) => (before.value + after.value) / Math.abs(delta));
  return (2 * (norm(before.gradient) + norm(after.gradient) + norm(quotients))) / fine;
};

/** Whether a limit is no accident, and its twentieth is above what rounding does to it and to the rate. */
const stands = (member: Member, { vector, error }: Rounded): boolean =>
  norm(vector) > 1e-2 * norm(member.other) && error + noise(member) < limitAccuracy * norm(vector);

/** Between two step sizes a factor of 64 apart the distance has a log-log slope within a tenth of `slope`. */
const slopeHolds =
  (discrete: DiscreteGradient, limit: Limit, slope: number): Holds<Member> =>
  (member) => {
    const [coarse, close] = [2 ** -10, fine].map((eta) => norm(rate(discrete, member, eta)) * eta);
    return whereDecided(stands(member, limit(member)), () =>
      atMost(Math.abs(Math.log2(coarse! / close!) / 6 - slope), slopeAccuracy),
    );
  };

/** At η = 2⁻¹⁶ the distance over η is its limit up to a twentieth. */
const limitHolds =
  (discrete: DiscreteGradient, limit: Limit): Holds<Member> =>
  (member) => {
    const expected = limit(member);
    return whereDecided(stands(member, expected), () =>
      atMost(
        norm(minus(rate(discrete, member, fine), expected.vector)),
        limitAccuracy * norm(expected.vector) + expected.error + noise(member),
      ),
    );
  };

/** [L(θ + Δᵢeᵢ) − L(θ + bΔᵢeᵢ)]/((1 − b)Δᵢ), without the coordinates before. */
const separately =
  (behind: number): DiscreteGradient =>
  (loss, theta, next) =>
    theta.map((entry, i) => {
      const delta = next[i]! - entry;
      const base = loss.value(theta.with(i, entry + behind * delta));
      return (loss.value(theta.with(i, next[i]!)) - base) / ((1 - behind) * delta);
    });

const both =
  (...parts: readonly Holds<Member>[]): Holds<Member> =>
  (member) =>
    worst(parts.map((holds) => holds(member)));

const claim: Claim<Member> = {
  id: 'P11-slope',
  claim:
    'on losses that are twice differentiable D̄L − ∇L is of order η and tends to η times ½Hg, for Itoh–Abe (½ diag H + strictly lower H)g',
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
    limitHolds(gonzalezGradient, half),
    limitHolds(meanValueGradient, half),
    limitHolds(itohAbeGradient, lower),
    slopeHolds(gonzalezGradient, half, 1),
    slopeHolds(meanValueGradient, half, 1),
    slopeHolds(itohAbeGradient, lower, 1),
  ),
  mutants: {
    'the gradient at the end, twice as far': limitHolds((loss, _theta, next) => loss.gradient(next), half),
    'the gradient at θ, no distance at all': limitHolds((loss, theta) => loss.gradient(theta), half),
    'of second order': slopeHolds(gonzalezGradient, half, 2),
    'Itoh–Abe of second order': slopeHolds(itohAbeGradient, lower, 2),
    'central quotients of one coordinate': slopeHolds(separately(-1), lower, 1),
    'quotients that all start at θ': limitHolds(separately(0), lower),
    'Itoh–Abe in the reverse order': limitHolds(itohAbeGradient, upper),
    'Itoh–Abe with half of the Hessian': limitHolds(itohAbeGradient, half),
  },
};

export default claim;
