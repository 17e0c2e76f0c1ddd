import { finiteOrNothing, valueAlong } from '../../../src/rules/perturbation/perturbation.ts';
import spsa from '../../../src/rules/spsa.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** SPSA that draws new signs for the displacement. */
export default {
  ...spsa,
  name: 'spsa-fresh-signs',
  update(context: RuleContext) {
    const c = context.hyperparameters.radius!;
    const draw = () => context.theta.map(() => (context.random() < 0.5 ? -1 : 1));
    const signs = draw();
    const rise = valueAlong(context, signs, c) - valueAlong(context, signs, -c);
    return draw().map((sign) => -context.stepSize * finiteOrNothing(rise / (2 * c)) * sign);
  },
  modelledOn: 'slip: the perturbation, which Spall (1992) draws once, is drawn again to move',
  meant: 'spsa',
} satisfies FaultyRule;
