import { atMost, vacuous } from '../../src/checks/outcome/outcome.ts';
import { unitRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { slopeError } from '../exact/exactErrors.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

const holdsWith =
  (gradientOf: (member: Member) => number, boundOf: (member: Member) => number): Holds<Member> =>
  (member) => {
    if (member.loss.differentiable?.(member.theta) === false) return vacuous();
    const { error, exceeds } = slopeError(member, gradientOf(member));
    const bound = boundOf(member);
    return { ...atMost(error, bound), status: exceeds(bound) ? 'refuted' : 'holds' };
  };

const entry = ({ loss, theta, time, coordinate }: Member): number => loss.gradient(theta, time)[coordinate]!;
const bound = ({ loss, theta, time, coordinate }: Member): number =>
  loss.roundoff(theta, time).gradient[coordinate]!;

const claim: Claim<Member> = {
  id: 'L1-gradient',
  claim: 'every entry of the gradient is within its own rounding bound of the derivative of the definition',
  source: 'Higham, Accuracy and Stability of Numerical Algorithms (2002), chapter 3',
  ...ofLosses(() => true),
  holds: holdsWith(entry, bound),
  mutants: {
    'one rounding of the entry': holdsWith(entry, (member) => Math.abs(entry(member)) * unitRoundoff),
    'a gradient off by a millionth of a millionth': holdsWith((member) => entry(member) * (1 + 1e-12), bound),
    'the gradient of the next coordinate': holdsWith(
      ({ loss, theta, time, coordinate }) => loss.gradient(theta, time)[(coordinate + 1) % loss.dimension]!,
      bound,
    ),
  },
};

export default claim;
