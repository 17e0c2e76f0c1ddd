import fc from 'fast-check';
import { atMost, truth, worst } from '../../src/checks/outcome/outcome.ts';
import { seededRandom, standardNormal } from '../../src/linalg/seeded.ts';
import reluNetwork from '../../src/losses/reluNetwork.ts';
import softmaxCrossEntropy from '../../src/losses/softmaxCrossEntropy.ts';
import tanhNetwork from '../../src/losses/tanhNetwork.ts';
import twoLayerLinearNetwork from '../../src/losses/twoLayerLinearNetwork.ts';
import { propagateErrors, type Transport } from '../../src/rules/feedback/errorFeedback.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { LossFamily } from '../../src/types/loss.ts';
import type { Network } from '../../src/types/network.ts';
import type { Vector } from '../../src/types/vector.ts';
import type { Outcome } from '../../src/types/verdict.ts';

const families: readonly LossFamily[] = [
  twoLayerLinearNetwork,
  reluNetwork,
  tanhNetwork,
  softmaxCrossEntropy,
].filter(({ facts }) => facts.network);

interface Case {
  readonly family: number;
  readonly seed: number;
}

const given: fc.Arbitrary<Case> = fc.record({ family: fc.nat(families.length - 1), seed: fc.nat(100_000) });

/** Wᵀe. */
const transposed =
  (network: Network, theta: Vector): Transport =>
  (l, error) => {
    const { rows, columns } = network.layers[l]!;
    const weights = network.weights(theta, l);
    return Float64Array.from({ length: columns }, (_, c) => {
      let total = 0;
      for (let r = 0; r < rows; r++) total += weights[r * columns + c]! * error[r]!;
      return total;
    });
  };

const holdsFor =
  (transport: (right: Transport, network: Network, theta: Vector) => Transport) =>
  ({ family: index, seed }: Case): Outcome => {
    const family = families[index]!;
    const random = seededRandom(seed);
    const loss = family.build(family.draw(8, random));
    const { network } = loss;
    if (!network) return truth(false);
    const theta = Float64Array.from({ length: loss.dimension }, () => standardNormal(random));
    const right = transposed(network, theta);
    const errors = propagateErrors(network, theta, transport(right, network, theta));
    const gradient = loss.gradient(theta);
    const bound = loss.roundoff(theta).gradient;
    // Backpropagation by other code: as far from ∇L as the loss's own bound says of its gradient.
    return worst(Array.from(gradient, (d, i) => atMost(Math.abs(errors[i]! - d), 2 * bound[i]!)));
  };

/** What feedback alignment changes is the transport of errors and nothing else. */
const transportedWeightsGiveTheGradient: Claim<Case> = {
  id: 'P15-transport',
  claim: 'errors sent back through the transposed weights make the gradient of every network loss',
  source: 'P15; Rumelhart, Hinton and Williams 1986',
  given,
  holds: holdsFor((right) => right),
  mutants: {
    'negated feedback': holdsFor((right) => (l, error, output) => right(l, error, output).map((e) => -e)),
    'signs of the weights only': holdsFor((_, network, theta) => {
      const signs = transposed(
        { ...network, weights: (t, l) => network.weights(t, l).map(Math.sign) },
        theta,
      );
      return signs;
    }),
    'feedback 1 % too large': holdsFor(
      (right) => (l, error, output) => right(l, error, output).map((e) => 1.01 * e),
    ),
  },
};

export default transportedWeightsGiveTheGradient;
