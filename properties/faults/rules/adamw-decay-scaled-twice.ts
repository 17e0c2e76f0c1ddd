import { adamWWith, directionOf } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** AdamW that shrinks θ by η²λ. */
export default {
  ...adamWWith('adamw-decay-scaled-twice', {
    delta(update) {
      const { theta, stepSize, hyperparameters } = update.context;
      const lambda = hyperparameters.weightDecay!;
      return directionOf(update).map((d, i) => -stepSize * (d + stepSize * lambda * theta[i]!));
    },
  }),
  modelledOn: 'slip: the decay is scaled by the step size where it is made and where it is used',
  meant: 'adamw',
} satisfies FaultyRule;
