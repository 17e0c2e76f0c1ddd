import { atMost } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

const norm = (x: readonly number[]): number => Math.hypot(...x);

/** ‖∇L(a) − ∇L(b)‖ against β‖a − b‖, with the bounds on both gradients on top. */
const holdsWith =
  (smoothness: (member: Member) => number): Holds<Member> =>
  (member) => {
    const { loss, theta, other, time } = member;
    const beta = smoothness(member);
    const [at, there] = [loss.gradient(theta, time), loss.gradient(other, time)];
    const errors = loss
      .roundoff(theta, time)
      .gradient.map((e, i) => e + loss.roundoff(other, time).gradient[i]!);
    const change = norm([...at].map((x, i) => x - there[i]!));
    const distance = norm([...theta].map((x, i) => x - other[i]!));
    const allowed = beta * distance + formulaRoundoff(beta * distance) + 2 * norm([...errors]);
    return atMost(change, allowed);
  };

const claim: Claim<Member> = {
  id: 'L2-smooth',
  claim: 'a loss that states β has a gradient that is Lipschitz with this constant',
  source: 'Nesterov, Introductory Lectures on Convex Optimization (2004), lemma 1.2.2',
  ...ofLosses(({ facts }) => facts.smooth),
  holds: holdsWith(({ loss }) => loss.smoothness!),
  mutants: {
    'β a tenth smaller': holdsWith(({ loss }) => 0.9 * loss.smoothness!),
    'the smallest eigenvalue in place of the largest': holdsWith(
      ({ loss }) => loss.strongConvexity ?? 0.1 * loss.smoothness!,
    ),
  },
};

export default claim;
