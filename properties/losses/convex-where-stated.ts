import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

/** (∇L(a) − ∇L(b))ᵀ(a − b) with a bound on its error, over ‖a − b‖². */
const monotonicity = ({ loss, theta, other, time }: Member) => {
  const [at, there] = [loss.gradient(theta, time), loss.gradient(other, time)];
  const [errors, others] = [loss.roundoff(theta, time).gradient, loss.roundoff(other, time).gradient];
  let product = 0;
  let bound = 0;
  let square = 0;
  for (let i = 0; i < theta.length; i++) {
    const d = theta[i]! - other[i]!;
    product += (at[i]! - there[i]!) * d;
    // Each difference is rounded once and the sum once a term.
    bound += (errors[i]! + others[i]!) * Math.abs(d);
    square += d * d;
  }
  return { product, bound: 2 * bound, square };
};

const holdsWith =
  (curvature: (member: Member) => number): Holds<Member> =>
  (member) => {
    const { product, bound, square } = monotonicity(member);
    const excess = product - curvature(member) * square;
    const allowed = bound + formulaRoundoff(square * Math.abs(curvature(member)));
    return {
      status: excess >= -allowed ? 'holds' : 'refuted',
      // A gradient that does not change is monotone, with nothing to spare.
      margin: excess === 0 ? 0 : excess / (Math.abs(product) + allowed),
    };
  };

const claim: Claim<Member> = {
  id: 'L2-convex',
  claim: 'the gradient of a convex loss is monotone, and strongly so with the μ that it states',
  source: 'Nesterov, Introductory Lectures on Convex Optimization (2004), theorems 2.1.3 and 2.1.9',
  ...ofLosses(({ facts }) => facts.convex),
  holds: holdsWith(({ loss }) => loss.strongConvexity ?? 0),
  mutants: {
    'μ a tenth larger': holdsWith(({ loss }) => 1.1 * (loss.strongConvexity ?? 0)),
    'every loss strongly convex': holdsWith(({ loss }) => loss.strongConvexity ?? 0.01),
    'the loss upside down': (member) => {
      const { product, bound } = monotonicity(member);
      return { status: -product >= -bound ? 'holds' : 'refuted', margin: -product };
    },
  },
};

export default claim;
