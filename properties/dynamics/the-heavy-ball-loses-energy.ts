import fc from 'fast-check';
import { atMost, vacuous } from '../../src/checks/outcome/outcome.ts';
import { heavyBallEnergy, heavyBallStep } from '../../src/dynamics/heavyBall.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { dot, minus } from '../plain/vectors.ts';
import { type Member, members } from '../subjects/members.ts';

interface Case {
  readonly member: Member;
  readonly momentum: number;
  /** η as a share of 2(1 − b)/β. */
  readonly share: number;
}

/** V' − V + (b/2η)‖d − d₋‖² + ((1−b)/η − β/2)‖d‖² ≤ 0. */
const holdsWith =
  (altered: { readonly share: number; readonly last: number; readonly rate: number }): Holds<Case> =>
  ({ member, momentum, share }) => {
    const { loss, start, other } = member;
    const beta = loss.smoothness;
    if (!beta) return vacuous();
    const stepSize = (altered.share * share * 2 * (1 - momentum)) / beta;
    const rule = { stepSize, momentum };
    const next = heavyBallStep(loss, rule, start, other);
    const [d, turn] = [minus(next, start), minus(minus(next, start), other)];
    const before = heavyBallEnergy(loss, rule, start, other);
    const after = heavyBallEnergy(loss, rule, next, d);
    const kinetic = (altered.last * momentum * dot(turn, turn)) / (2 * stepSize);
    const loses = altered.rate * ((1 - momentum) / stepSize - beta / 2) * dot(d, d);
    const excess = after - before + kinetic + loses;
    const size = Math.abs(before) + Math.abs(after) + Math.abs(kinetic) + Math.abs(loses);
    const allowed = formulaRoundoff(size);
    return atMost(excess, allowed);
  };

const claim: Claim<Case> = {
  id: 'P13-energy',
  claim: 'V = L + (b/2η)‖d₋‖² falls by (b/2η)‖d − d₋‖² + ((1−b)/η − β/2)‖d‖² at least, for η ≤ 2(1−b)/β',
  source: 'P13, derived from the descent lemma for every β-smooth loss, convex or not',
  given: fc.record({
    member: members(({ facts }) => facts.smooth && !facts.timeVarying),
    momentum: fc.double({ min: 0, max: 0.99, noNaN: true }),
    share: fc.double({ min: 0.05, max: 1, noNaN: true }),
  }),
  holds: holdsWith({ share: 1, last: 1, rate: 1 }),
  mutants: {
    'the kinetic term doubled': holdsWith({ share: 1, last: 2, rate: 1 }),
    'the rate a fifth larger': holdsWith({ share: 1, last: 1, rate: 1.2 }),
    // Beyond the threshold the energy itself may rise: the rate term, negative there, is omitted.
    'steps three times the threshold': holdsWith({ share: 3, last: 1, rate: 0 }),
  },
};

export default claim;
