import type { Moments } from '../../../src/rules/moments/adaptiveMoments.ts';
import radam from '../../../src/rules/radam.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** RAdam whose step size is multiplied by the number of the step. */
export default {
  ...radam,
  name: 'radam-step-size-grows',
  update: (context: RuleContext, state: Moments) =>
    radam.update({ ...context, stepSize: context.stepSize * (state.count + 1) }, state),
  modelledOn: 'tensorflow/swift-apis#564: the step size is η t/(1 − β₁ᵗ)',
  meant: 'radam',
  against: 'radam',
} satisfies FaultyRule;
