import { atMost } from '../../src/checks/outcome/outcome.ts';
import { unitRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { valueError } from '../exact/exactErrors.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

const holdsWith =
  (boundOf: (member: Member) => number): Holds<Member> =>
  (member) => {
    const { error, exceeds } = valueError(member);
    const bound = boundOf(member);
    return { ...atMost(error, bound), status: exceeds(bound) ? 'refuted' : 'holds' };
  };

const claim: Claim<Member> = {
  id: 'L1-value',
  claim:
    'every loss is within its own rounding bound of its definition, in exact arithmetic where it is a polynomial',
  source: 'Higham, Accuracy and Stability of Numerical Algorithms (2002), chapter 3',
  ...ofLosses(() => true),
  holds: holdsWith(({ loss, theta, time }) => loss.roundoff(theta, time).value),
  mutants: {
    'one rounding of the result': holdsWith(({ loss, theta, time }) =>
      Math.abs(loss.value(theta, time) * unitRoundoff),
    ),
    'a thousandth of the bound': holdsWith(
      ({ loss, theta, time }) => loss.roundoff(theta, time).value / 1000,
    ),
  },
};

export default claim;
