import type { Loss } from '../types/loss.ts';
import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Random, Vector } from '../types/vector.ts';
import { proportional } from './declaration/traits.ts';
import { applyMatrix, networkOf, propagateErrors, randomFeedback } from './feedback/errorFeedback.ts';

/**
 * Δ_l = −η Σ e_l a_lᵀ with e_{l−1} = φ′ ∘ (B_l e), e the error at the output: fixed random B_l straight from there.
 *
 * The output layer moves along its exact negative gradient; nothing is promised of the hidden ones (P15).
 * Source: Nøkland 2016. Cost: one forward pass and D operations a sample.
 */
const directFeedbackAlignment = {
  name: 'direct-feedback-alignment',
  source:
    'Nøkland, Direct feedback alignment provides learning in deep neural networks, NeurIPS (2016), arXiv:1609.01596',
  /** State: B_l of shape (columns of l, rows of the last layer), row-major; that of the first layer is empty. */
  init(_theta: Vector, { loss, random }: { readonly loss: Loss; readonly random: Random }) {
    const { layers } = networkOf(loss, 'direct-feedback-alignment');
    const outputs = layers.at(-1)!.rows;
    return layers.map(({ columns }, l) =>
      l === 0 ? new Float64Array() : randomFeedback(columns, outputs, random),
    );
  },
  update({ theta, stepSize, loss }: RuleContext, feedback: readonly Vector[]) {
    const network = networkOf(loss, 'direct-feedback-alignment');
    const errors = propagateErrors(network, theta, (l, _, output) => applyMatrix(feedback[l]!, output));
    return errors.map((d) => -stepSize * d);
  },
  contract: { effective: 'measured', losses: ({ network }) => network },
  traits: [...proportional, 'draws-only-at-start', 'silent-units'],
} satisfies DeclaredRule;

export default directFeedbackAlignment;
