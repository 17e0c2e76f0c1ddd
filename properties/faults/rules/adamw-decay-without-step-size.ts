import { adamWWith, directionOf } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** AdamW that shrinks θ by λ itself, whatever the step size. */
export default {
  ...adamWWith('adamw-decay-without-step-size', {
    delta(update) {
      const { theta, stepSize, hyperparameters } = update.context;
      const lambda = hyperparameters.weightDecay!;
      return directionOf(update).map((d, i) => -stepSize * d - lambda * theta[i]!);
    },
  }),
  modelledOn:
    'FluxML/Optimisers.jl#182: the decay is not multiplied by the learning rate; a convention of others',
  meant: 'adamw',
  alsoKnownAs: ['AdamW of Loshchilov, Hutter (2019), algorithm 2 with α apart from the schedule'],
} satisfies FaultyRule;
