import { atMost, worst } from '../../src/checks/outcome/outcome.ts';
import { lossDrop } from '../../src/dynamics/lossDrop.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { integrateFlow } from '../flow/flow.ts';
import { dot } from '../plain/vectors.ts';
import { flowAccuracy } from '../rounding.ts';
import { type Member, members } from '../subjects/members.ts';

const gamma = 1 / 2;
const tolerance = 1e-11;

interface Fall {
  /** L(θ) and ½‖v‖² at the start less those at the end. */
  readonly loss: number;
  readonly kinetic: number;
  /** ∫‖v‖², integrated along with the flow. */
  readonly action: number;
  /** What the integrator and rounding may change of any of these. */
  readonly allowed: number;
}

/** (θ, v, ∫‖v‖²) along θ̈ = −γθ̇ − ∇L over the given time. */
const fallOf = (loss: Loss, theta: Vector, v: Vector, duration: number): Fall => {
  const size = loss.dimension;
  const points = integrateFlow({
    field(state) {
      const velocity = state.subarray(size, 2 * size);
      const slope = loss.gradient(state.slice(0, size));
      return Float64Array.of(
        ...velocity,
        ...velocity.map((entry, i) => -gamma * entry - slope[i]!),
        dot(velocity, velocity),
      );
    },
    initial: Float64Array.of(...theta, ...v, 0),
    duration,
    intervals: 1,
    tolerance,
  });
  const end = points.at(-1)!.state;
  const [next, last] = [end.slice(0, size), end.slice(size, 2 * size)];
  const { drop, bound } = lossDrop(loss, theta, next);
  const [before, after] = [dot(v, v) / 2, dot(last, last) / 2];
  const entries = Math.abs(loss.value(theta)) + Math.abs(loss.value(next)) + before + after + 1;
  return {
    loss: drop,
    kinetic: before - after,
    action: end[2 * size]!,
    allowed: flowAccuracy(tolerance, entries) + bound + formulaRoundoff(before + after),
  };
};

/** E(0) − E(T) = γ∫‖v‖² along the flow from (θ, v). */
const balanceHolds =
  (energy: (fall: Fall) => number, friction: number): Holds<Member> =>
  ({ loss, start, other }) => {
    const fall = fallOf(loss, start, other, 1);
    return atMost(Math.abs(energy(fall) - friction * fall.action), fall.allowed);
  };

/**
 * From a turning point, v = 0, the energy falls by γ(4‖∇L‖/3)²t³/3 at most up to t = 1/(2√β), so that its rate is 0:
 * with m the largest ‖v‖ up to t, ‖∇L‖ has grown by βtm at most, hence m ≤ t(‖∇L‖ + βtm) and m ≤ 4t‖∇L‖/3.
 */
const turningHolds =
  (energy: (fall: Fall) => number): Holds<Member> =>
  ({ loss, start }) => {
    const time = Math.min(1, 1 / (2 * Math.sqrt(loss.smoothness!)));
    const fall = fallOf(loss, start, new Float64Array(loss.dimension), time);
    const slope = loss.gradient(start);
    return atMost(energy(fall), (gamma * 16 * dot(slope, slope) * time ** 3) / 27 + fall.allowed);
  };

const energy = ({ loss, kinetic }: Fall): number => loss + kinetic;

const claim: Claim<Member> = {
  id: 'P13-flow',
  claim:
    'along θ̈ = −γθ̇ − ∇L the energy E = L + ½‖v‖² changes at the rate −γ‖v‖², which is 0 at turning points',
  source: 'P13; E and ∫‖v‖² integrated by an adaptive extrapolation method',
  given: members(({ name }) =>
    [
      'quadratic',
      'saddle-quadratic',
      'mini-batch-least-squares',
      'logistic-regression',
      'softmax-cross-entropy',
    ].includes(name),
  ),
  holds: (member) => worst([balanceHolds(energy, gamma)(member), turningHolds(energy)(member)]),
  mutants: {
    'twice the friction, as of ‖v‖² for ½‖v‖²': balanceHolds(energy, 2 * gamma),
    'a friction of a hundredth more': balanceHolds(energy, 1.01 * gamma),
    'kinetic energy ‖v‖²': balanceHolds(({ loss, kinetic }) => loss + 2 * kinetic, gamma),
    'the loss alone, from a turning point too': turningHolds(({ loss }) => loss),
  },
};

export default claim;
