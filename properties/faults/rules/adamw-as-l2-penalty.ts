import { adamWWith, directionOf } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** AdamW that adds λθ to the gradient, before the moments: Adam on the loss with an L2 penalty. */
export default {
  ...adamWWith('adamw-as-l2-penalty', {
    gradient: ({ theta, gradient, hyperparameters }) =>
      gradient.map((d, i) => d + hyperparameters.weightDecay! * theta[i]!),
    delta: (update) => directionOf(update).map((d) => -update.context.stepSize * d),
  }),
  modelledOn:
    'keras-team/keras#19051 and Loshchilov, Hutter (2019): L2 regularisation where the decay should be decoupled',
  meant: 'adamw',
  alsoKnownAs: ['Adam with coupled decay, an L2 penalty (PyTorch: Adam with weight_decay)'],
} satisfies FaultyRule;
