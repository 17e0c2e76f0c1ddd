import { atMost } from '../../src/checks/outcome/outcome.ts';
import { plainDotRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

const holdsWith =
  (weight: (count: number) => number): Holds<Member> =>
  ({ loss, theta, coordinate }) => {
    const samples = loss.samples!;
    let sum = 0;
    let size = 0;
    for (let k = 0; k < samples.count; k++) {
      const entry = samples.gradient(theta, k)[coordinate]!;
      sum += entry;
      size += Math.abs(entry);
    }
    const mean = sum * weight(samples.count);
    const bound = loss.roundoff(theta).gradient[coordinate]!;
    const allowed = 2 * bound + plainDotRoundoff({ count: samples.count + 2, size, carried: 0 });
    return atMost(Math.abs(mean - loss.gradient(theta)[coordinate]!), allowed);
  };

const claim: Claim<Member> = {
  id: 'L4-samples',
  claim: 'the gradients of the samples have the gradient of the loss for their mean',
  source: 'P12',
  ...ofLosses(({ facts }) => facts.stochastic),
  holds: holdsWith((count) => 1 / count),
  mutants: {
    'their sum': holdsWith(() => 1),
    'a mean with one sample too many': holdsWith((count) => 1 / (count + 1)),
  },
};

export default claim;
