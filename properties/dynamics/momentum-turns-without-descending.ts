import { truth, vacuous } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { dot, hessianTimes, negated } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

const gamma = 1 / 2;

/**
 * The rate of E + ε vᵀ∇L along θ̈ = −γθ̇ − ∇L, E = L + ½‖v‖²: with v̇ = −γv − ∇L it is
 * −γ‖v‖² + ε(vᵀHv + ∇Lᵀv̇).
 */
const rate = ({ loss, start }: Member, v: Vector, epsilon: number): { rate: number; size: number } => {
  const slope = loss.gradient(start);
  const acceleration = negated(slope).map((entry, i) => entry - gamma * v[i]!);
  const turning = dot(v, hessianTimes(loss, v)) + dot(slope, acceleration);
  const [lost, gained] = [-gamma * dot(v, v), epsilon * turning];
  return {
    rate: lost + gained,
    size: Math.abs(lost) + Math.abs(epsilon) * (dot(slope, slope) + Math.abs(turning)),
  };
};

/** Strictly negative at the state and at its turning point v = 0. */
const holdsWith =
  (factor: number): Holds<Member> =>
  (member) => {
    const beta = member.loss.smoothness!;
    const epsilon = (factor * 4 * gamma) / (4 * beta + gamma * gamma);
    // The direction against which the bound is tight: ∇L and v along each other, in the ratio of the form.
    const worst = member.loss.gradient(member.start).map((entry) => (-2 * entry) / gamma);
    if (worst.every((entry) => entry === 0)) return vacuous();
    for (const v of [member.other, new Float64Array(worst.length), worst]) {
      const { rate: change, size } = rate(member, v, epsilon);
      if (!(change < -formulaRoundoff(size))) return truth(false);
    }
    return truth(true);
  };

const claim: Claim<Member> = {
  id: 'P13-turning',
  claim:
    'energy alone stands still at turning points; with ε vᵀ∇L, 0 < ε < 4γ/(4β + γ²), it falls strictly everywhere',
  source: 'P13',
  given: members(({ name }) => ['quadratic', 'saddle-quadratic', 'mini-batch-least-squares'].includes(name)),
  holds: holdsWith(0.99),
  mutants: {
    'energy alone': holdsWith(0),
    'ε four times too large': holdsWith(4),
    'ε of the other sign': holdsWith(-0.5),
  },
};

export default claim;
