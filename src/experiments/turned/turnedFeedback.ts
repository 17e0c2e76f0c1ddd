import feedbackAlignment from '../../rules/feedbackAlignment.ts';
import type { LearningRule } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/**
 * Δ = η‖∇L‖·m/‖m‖ with m = (1 − t) g/‖g‖ − t ∇L/‖∇L‖, g being the direction of feedback alignment.
 *
 * The angle shrinks with t wherever g is not opposed to y, and κ* of the pair (Δ, −∇L) with it: t = 0 steps with the
 * rule's own metric, t = 1 is gradient descent, with the identity for a metric. The length of a step is that of
 * gradient descent at every t, so that nothing but the direction sets two of them apart.
 * @param t from 0 to 1
 */
export const turnedFeedback = (t: number): LearningRule<readonly Vector[]> => ({
  init: feedbackAlignment.init,
  update(context, state) {
    const g = feedbackAlignment.update(context, state);
    const [size, slope] = [Math.hypot(...g), Math.hypot(...context.gradient)];
    const mixed = g.map((entry, i) => ((1 - t) * entry) / size - (t * context.gradient[i]!) / slope);
    const scale = (context.stepSize * slope) / Math.hypot(...mixed);
    return mixed.map((entry) => scale * entry);
  },
});
