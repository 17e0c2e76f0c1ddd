import sgdWithDecay from '../../../src/identity/known/sgdWithDecay.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Momentum with a decay that is left out where the momentum is 0. */
export default {
  ...sgdWithDecay,
  name: 'decay-off-without-momentum',
  update(context: RuleContext, before: Vector) {
    const { gradient, stepSize, hyperparameters } = context;
    if (hyperparameters.momentum! > 0) return sgdWithDecay.update(context, before);
    return { delta: gradient.map((d) => -stepSize * d), state: before };
  },
  modelledOn: 'ml-explore/mlx#440: without momentum the function returns before it comes to the decay',
  meant: 'sgd-with-decay',
  against: 'sgd-with-decay',
} satisfies FaultyRule;
