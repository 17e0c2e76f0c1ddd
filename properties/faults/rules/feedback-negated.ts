import { applyMatrix, networkOf, propagateErrors } from '../../../src/rules/feedback/errorFeedback.ts';
import feedbackAlignment from '../../../src/rules/feedbackAlignment.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Feedback alignment through −B. B and −B are equally likely, so that only the numbers drawn tell the two apart. */
export default {
  ...feedbackAlignment,
  name: 'feedback-negated',
  update({ theta, stepSize, loss }: RuleContext, feedback: readonly Vector[]) {
    const network = networkOf(loss, 'feedback-negated');
    const errors = propagateErrors(network, theta, (l, error) =>
      applyMatrix(feedback[l]!, error).map((e) => -e),
    );
    return errors.map((d) => -stepSize * d);
  },
  modelledOn: 'slip: the sign of the error is turned once more on the way back',
  meant: 'feedback-alignment',
  against: 'feedback-alignment',
} satisfies FaultyRule;
