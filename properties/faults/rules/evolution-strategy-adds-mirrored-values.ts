import { standardNormal } from '../../../src/linalg/seeded.ts';
import evolutionStrategy from '../../../src/rules/evolutionStrategy.ts';
import { finiteOrNothing, valueAlong } from '../../../src/rules/perturbation/perturbation.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** An evolution strategy that adds the two mirrored losses where it should subtract them. */
export default {
  ...evolutionStrategy,
  name: 'evolution-strategy-adds-mirrored-values',
  update(context: RuleContext) {
    const sigma = context.hyperparameters.spread!;
    const count = Math.round(context.hyperparameters.population!);
    const delta = new Float64Array(context.theta.length);
    for (let n = 0; n < count; n++) {
      const noise = context.theta.map(() => standardNormal(context.random));
      const both = valueAlong(context, noise, sigma) + valueAlong(context, noise, -sigma);
      for (let i = 0; i < delta.length; i++)
        delta[i]! -= context.stepSize * finiteOrNothing(both / (2 * sigma * count)) * noise[i]!;
    }
    return delta;
  },
  modelledOn:
    'slip: a sign in the mirrored pair of Salimans et al. (2017), which cancels the slope and leaves noise',
  meant: 'evolution-strategy',
} satisfies FaultyRule;
