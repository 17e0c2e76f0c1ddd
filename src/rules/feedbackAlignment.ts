import type { Loss } from '../types/loss.ts';
import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Random, Vector } from '../types/vector.ts';
import { proportional } from './declaration/traits.ts';
import { applyMatrix, networkOf, propagateErrors, randomFeedback } from './feedback/errorFeedback.ts';

/**
 * Δ_l = −η Σ e_l a_lᵀ with e_{l−1} = φ′ ∘ (B_l e_l): backpropagation with fixed random B_l in place of W_lᵀ.
 *
 * The output layer moves along its exact negative gradient. Hidden layers need not: nothing is promised while the
 * weights oppose the feedback (P15).
 * Source: Lillicrap et al. 2016. Cost: one forward and one backward pass a sample.
 */
const feedbackAlignment = {
  name: 'feedback-alignment',
  source:
    'Lillicrap, Cownden, Tweed, Akerman, Random synaptic feedback weights support error backpropagation for deep learning, Nat. Commun. 7 (2016)',
  /** State: B_l of shape (columns of l, rows of l), row-major; that of the first layer is never used and empty. */
  init: (_theta: Vector, { loss, random }: { readonly loss: Loss; readonly random: Random }) =>
    networkOf(loss, 'feedback-alignment').layers.map(({ rows, columns }, l) =>
      l === 0 ? new Float64Array() : randomFeedback(columns, rows, random),
    ),
  update({ theta, stepSize, loss }: RuleContext, feedback: readonly Vector[]) {
    const network = networkOf(loss, 'feedback-alignment');
    const errors = propagateErrors(network, theta, (l, error) => applyMatrix(feedback[l]!, error));
    return errors.map((d) => -stepSize * d);
  },
  contract: { effective: 'measured', losses: ({ network }) => network },
  traits: [...proportional, 'draws-only-at-start', 'silent-units'],
} satisfies DeclaredRule;

export default feedbackAlignment;
