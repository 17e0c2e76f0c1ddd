import {
  applyMatrix,
  networkOf,
  propagateErrors,
  randomFeedback,
} from '../../../src/rules/feedback/errorFeedback.ts';
import feedbackAlignment from '../../../src/rules/feedbackAlignment.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Feedback alignment that draws new matrices at every step. */
export default {
  ...feedbackAlignment,
  name: 'feedback-redrawn',
  init: () => null,
  update({ theta, stepSize, loss, random }: RuleContext) {
    const network = networkOf(loss, 'feedback-redrawn');
    const errors = propagateErrors(network, theta, (l, error) =>
      applyMatrix(randomFeedback(network.layers[l]!.columns, network.layers[l]!.rows, random), error),
    );
    return errors.map((d) => -stepSize * d);
  },
  modelledOn:
    'slip: the feedback is made in `update` instead of `init`; Lillicrap et al. (2016) keep it fixed',
  meant: 'feedback-alignment',
} satisfies FaultyRule;
