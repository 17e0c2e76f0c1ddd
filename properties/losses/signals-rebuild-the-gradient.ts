import { atMost } from '../../src/checks/outcome/outcome.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Network } from '../../src/types/network.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

/** ∇L from activities, slopes and output errors alone, as a rule would write back-propagation. */
const backPropagation = (network: Network, theta: Vector, withSlopes: boolean): Vector => {
  const gradient = new Float64Array(theta.length);
  network.inputs.forEach((_, sample) => {
    const { activities, slopes, outputError } = network.forward(theta, sample);
    let delta = [...outputError];
    for (let l = network.layers.length - 1; l >= 0; l--) {
      const { rows, columns, offset } = network.layers[l]!;
      const weights = network.weights(theta, l);
      const input = activities[l]!;
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const k = offset + i * columns + j;
          gradient[k] = gradient[k]! + delta[i]! * input[j]!;
        }
      }
      if (l === 0) break;
      const below = slopes[l - 1]!;
      delta = Array.from({ length: columns }, (_unused, j) => {
        const pulled = delta.reduce((sum, d, i) => sum + weights[i * columns + j]! * d, 0);
        return withSlopes ? pulled * below[j]! : pulled;
      });
    }
  });
  return gradient;
};

const holdsWith =
  (withSlopes: boolean): Holds<Member> =>
  ({ loss, theta, coordinate }) => {
    const rebuilt = backPropagation(loss.network!, theta, withSlopes)[coordinate]!;
    const allowed = 2 * loss.roundoff(theta).gradient[coordinate]!;
    return atMost(Math.abs(rebuilt - loss.gradient(theta)[coordinate]!), allowed);
  };

const claim: Claim<Member> = {
  id: 'L4-signals',
  claim: 'the signals that a network shows its rules are enough to rebuild the gradient',
  source: 'Rumelhart, Hinton, Williams, Nature 323 (1986)',
  ...ofLosses(({ facts }) => facts.network),
  holds: holdsWith(true),
  mutants: { 'without φ′': holdsWith(false) },
};

export default claim;
