import { vacuous } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

/** L at a point and at every landmark that is called a minimum, or a kink of a convex loss. */
const holdsWith =
  (minimumOf: (member: Member) => number): Holds<Member> =>
  (member) => {
    const { loss, theta, time } = member;
    if (loss.minimum === undefined) return vacuous();
    const minimum = minimumOf(member);
    const above = loss.value(theta, time) - minimum;
    const below = above < -loss.roundoff(theta, time).value;
    const missed = (loss.landmarks ?? []).some(
      (landmark) =>
        landmark.kind === 'minimum' &&
        Math.abs(loss.value(landmark.theta) - minimum) >
          // A minimiser that is not a double is off by one rounding, which L feels in the second order only.
          loss.roundoff(landmark.theta).value + formulaRoundoff(Math.abs(minimum)),
    );
    return { status: below || missed ? 'refuted' : 'holds', margin: above };
  };

const claim: Claim<Member> = {
  id: 'L2-minimum',
  claim: 'a loss that states its minimum is nowhere below it, and attains it where a landmark says so',
  source: 'definition',
  ...ofLosses(() => true),
  holds: holdsWith(({ loss }) => loss.minimum!),
  mutants: {
    'a minimum that is too high': holdsWith(({ loss }) => loss.minimum! + 0.01),
    'a minimum that is too low': holdsWith(({ loss }) => loss.minimum! - 0.01),
  },
};

export default claim;
