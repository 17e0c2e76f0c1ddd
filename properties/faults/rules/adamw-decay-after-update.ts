import { adamWWith, directionOf } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** AdamW that shrinks θ + Δ instead of θ. */
export default {
  ...adamWWith('adamw-decay-after-update', {
    delta(update) {
      const { theta, stepSize, hyperparameters } = update.context;
      const lambda = hyperparameters.weightDecay!;
      return directionOf(update).map(
        (d, i) => -stepSize * d - stepSize * lambda * (theta[i]! - stepSize * d),
      );
    },
  }),
  modelledOn: 'stanford-cs336/assignment1-basics#54: the decay acts on parameters that were already updated',
  meant: 'adamw',
} satisfies FaultyRule;
