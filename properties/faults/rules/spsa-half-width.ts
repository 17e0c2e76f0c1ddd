import { finiteOrNothing, valueAlong } from '../../../src/rules/perturbation/perturbation.ts';
import spsa from '../../../src/rules/spsa.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** SPSA that divides the difference over 2c by c. */
export default {
  ...spsa,
  name: 'spsa-half-width',
  update(context: RuleContext) {
    const c = context.hyperparameters.radius!;
    const signs = context.theta.map(() => (context.random() < 0.5 ? -1 : 1));
    const rise = valueAlong(context, signs, c) - valueAlong(context, signs, -c);
    return signs.map((sign) => -context.stepSize * finiteOrNothing(rise / c) * sign);
  },
  modelledOn: 'slip: the width 2c of the two-sided difference of Spall (1992)',
  meant: 'spsa',
} satisfies FaultyRule;
