import directFeedbackAlignment from '../../../src/rules/directFeedbackAlignment.ts';
import { applyMatrix, networkOf, propagateErrors } from '../../../src/rules/feedback/errorFeedback.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Direct feedback alignment that forgets φ′ of the hidden units. */
export default {
  ...directFeedbackAlignment,
  name: 'direct-feedback-without-slopes',
  update({ theta, stepSize, loss }: RuleContext, feedback: readonly Vector[]) {
    const network = networkOf(loss, 'direct-feedback-without-slopes');
    const linear = {
      ...network,
      forward: (at: Vector, sample: number) => {
        const signals = network.forward(at, sample);
        return { ...signals, slopes: signals.slopes.map((slope) => slope.map(() => 1)) };
      },
    };
    const errors = propagateErrors(linear, theta, (l, _, output) => applyMatrix(feedback[l]!, output));
    return errors.map((d) => -stepSize * d);
  },
  modelledOn: 'slip: the derivative of the activation, which Nøkland (2016) multiplies by, is left out',
  meant: 'direct-feedback-alignment',
} satisfies FaultyRule;
