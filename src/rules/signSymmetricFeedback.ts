import type { DeclaredRule } from '../types/rule.ts';
import { proportional } from './declaration/traits.ts';
import { networkOf, propagateErrors } from './feedback/errorFeedback.ts';

/**
 * Δ_l = −η Σ e_l a_lᵀ with e_{l−1} = φ′ ∘ (sign(W_l)ᵀ e_l): feedback that knows the signs of the weights only.
 *
 * The output layer moves along its exact negative gradient. Hidden layers go uphill where the sizes of the weights
 * outweigh their signs (P15): the promise is a share, and the opposite cases are shown.
 * Source: Liao, Leibo and Poggio 2016, uniform sign-concordant feedback. Cost: one forward and one backward pass a
 * sample.
 */
const signSymmetricFeedback = {
  name: 'sign-symmetric-feedback',
  source:
    'Liao, Leibo, Poggio, How important is weight symmetry in backpropagation?, AAAI (2016), arXiv:1510.05067',
  update({ theta, stepSize, loss }) {
    const network = networkOf(loss, 'sign-symmetric-feedback');
    const errors = propagateErrors(network, theta, (l, error) => {
      const { rows, columns } = network.layers[l]!;
      const weights = network.weights(theta, l);
      const sent = new Float64Array(columns);
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) sent[c]! += Math.sign(weights[r * columns + c]!) * error[r]!;
      }
      return sent;
    });
    return errors.map((d) => -stepSize * d);
  },
  contract: { effective: { share: 0.75 }, losses: ({ network }) => network },
  traits: [...proportional, 'silent-units'],
} satisfies DeclaredRule;

export default signSymmetricFeedback;
