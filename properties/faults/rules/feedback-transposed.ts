import { networkOf, propagateErrors } from '../../../src/rules/feedback/errorFeedback.ts';
import feedbackAlignment from '../../../src/rules/feedbackAlignment.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/**
 * Feedback alignment that reads its matrices column by column. Their entries are independent and alike, so that only the
 * numbers drawn tell the two apart.
 */
export default {
  ...feedbackAlignment,
  name: 'feedback-transposed',
  update({ theta, stepSize, loss }: RuleContext, feedback: readonly Vector[]) {
    const network = networkOf(loss, 'feedback-transposed');
    const errors = propagateErrors(network, theta, (l, error) => {
      const { columns } = network.layers[l]!;
      const matrix = feedback[l]!;
      return Float64Array.from({ length: columns }, (_, c) =>
        error.reduce((sum, e, r) => sum + matrix[r * columns + c]! * e, 0),
      );
    });
    return errors.map((d) => -stepSize * d);
  },
  modelledOn: 'slip: row-major and column-major',
  meant: 'feedback-alignment',
  against: 'feedback-alignment',
} satisfies FaultyRule;
