import { truth } from '../../src/checks/outcome/outcome.ts';
import { lossFault } from '../../src/losses/audit/lossFault.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Member, members } from '../subjects/members.ts';

const holdsWith =
  (altered: (loss: Loss, coordinate: number) => Loss): Holds<Member> =>
  ({ loss, theta, coordinate, time }) =>
    truth(lossFault(altered(loss, coordinate), theta, time) === undefined);

const withEntry =
  (change: (entry: number) => number) =>
  (loss: Loss, coordinate: number): Loss => ({
    ...loss,
    gradient(theta: Vector, time?: number) {
      const gradient = loss.gradient(theta, time);
      gradient[coordinate] = change(gradient[coordinate]!);
      return gradient;
    },
  });

const claim: Claim<Member> = {
  id: 'L6-fault',
  claim: 'a loss whose gradient is right is never accused, at kinks and in rounding noise neither',
  source: 'difference quotients at three scales, bracketed',
  given: members(() => true),
  holds: holdsWith((loss) => loss),
  mutants: {
    'one entry of the other sign': holdsWith(withEntry((entry) => -entry)),
    'one entry halved': holdsWith(withEntry((entry) => entry / 2)),
    'one entry off by a hundredth': holdsWith(withEntry((entry) => entry * 1.01)),
    'one entry NaN': holdsWith(withEntry(() => Number.NaN)),
    'half of β': holdsWith((loss) => ({ ...loss, smoothness: (loss.smoothness ?? 2) / 2 })),
    'twice μ': holdsWith((loss) => ({ ...loss, strongConvexity: 2 * (loss.strongConvexity ?? 0) })),
    'a minimum above what is reached': holdsWith((loss) => ({ ...loss, minimum: (loss.minimum ?? 0) + 1 })),
    'stated to be convex': holdsWith((loss) => ({ ...loss, facts: { ...loss.facts, convex: true } })),
    'one entry left out': holdsWith((loss) => ({
      ...loss,
      gradient: (theta, time) => loss.gradient(theta, time).slice(1),
    })),
    'a degree one lower': holdsWith((loss) => ({
      ...loss,
      facts: { ...loss.facts, degree: loss.facts.degree - 1 },
    })),
    '∂L/∂t of the other sign': holdsWith((loss) => ({
      ...loss,
      timeDerivative: (theta, time) => -(loss.timeDerivative?.(theta, time) ?? 0),
    })),
    'a gradient that ignores t': holdsWith((loss) => ({
      ...loss,
      gradient: (theta) => loss.gradient(theta),
    })),
    'a gradient from where the value was last asked for': holdsWith((loss) => {
      let last: Vector | undefined;
      return {
        ...loss,
        value(theta, time) {
          last = theta;
          return loss.value(theta, time);
        },
        gradient: (theta, time) => loss.gradient(last ?? theta, time),
      };
    }),
    'no rounding error stated': holdsWith((loss) => ({
      ...loss,
      roundoff: (theta, time) => ({ ...loss.roundoff(theta, time), value: 0 }),
    })),
  },
};

export default claim;
