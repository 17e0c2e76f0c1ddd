import { atMost } from '../../src/checks/outcome/outcome.ts';
import { unitRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { rationals } from '../exact/arithmetic.ts';
import { formulaAt } from '../exact/exactErrors.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

/** A quadratic in t: [L(t+1) − L(t−1)]/2 is ∂L/∂t exactly. */
const exactSlope = (member: Member) => {
  const a = rationals;
  const at = (shift: number) => formulaAt(a, member, a.add(a.of(member.time), a.of(shift)));
  return a.div(a.sub(at(1), at(-1)), a.of(2));
};

const holdsWith =
  (slopeOf: (member: Member) => number, boundOf: (bound: number, slope: number) => number): Holds<Member> =>
  (member) => {
    const { loss, theta, time } = member;
    const a = rationals;
    const slope = slopeOf(member);
    const error = Math.abs(a.toNumber(a.sub(exactSlope(member), a.of(slope))));
    return atMost(error, boundOf(loss.roundoff(theta, time).timeDerivative!, slope));
  };

const stated = ({ loss, theta, time }: Member): number => loss.timeDerivative!(theta, time);

const claim: Claim<Member> = {
  id: 'L4-time',
  claim: 'a drifting loss states ∂L/∂t, within the rounding bound that it states too',
  source: 'P9; exact rational arithmetic',
  ...ofLosses(({ facts }) => facts.timeVarying),
  holds: holdsWith(stated, (bound) => bound),
  mutants: {
    'the other sign': holdsWith(
      (member) => -stated(member),
      (bound) => bound,
    ),
    'one rounding': holdsWith(stated, (_bound, slope) => unitRoundoff * Math.abs(slope)),
  },
};

export default claim;
