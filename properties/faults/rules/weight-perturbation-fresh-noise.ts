import { standardNormal } from '../../../src/linalg/seeded.ts';
import { finiteOrNothing, valueAlong } from '../../../src/rules/perturbation/perturbation.ts';
import weightPerturbation from '../../../src/rules/weightPerturbation.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Weight perturbation that moves along other noise than it measured. */
export default {
  ...weightPerturbation,
  name: 'weight-perturbation-fresh-noise',
  update(context: RuleContext) {
    const sigma = context.hyperparameters.spread!;
    const draw = () => context.theta.map(() => standardNormal(context.random));
    const rise = valueAlong(context, draw(), sigma) - context.loss.value(context.theta, context.time);
    return draw().map((xi) => -context.stepSize * finiteOrNothing(rise / sigma) * xi);
  },
  modelledOn: 'slip: `noise()` is called twice',
  meant: 'weight-perturbation',
} satisfies FaultyRule;
