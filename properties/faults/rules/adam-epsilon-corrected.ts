import { adamWith, byCoordinate } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam with (√v + ε)/√(1 − β₂ᵗ): ε is divided by the correction as well. */
export default {
  ...adamWith('adam-epsilon-corrected', {
    delta: byCoordinate(
      ({ stepSize, mean, square, first, second, epsilon }) =>
        (-stepSize * mean) / first / ((Math.sqrt(square) + epsilon) / Math.sqrt(second)),
    ),
  }),
  modelledOn:
    'convention: the ε̂ of Kingma, Ba (2015), section 2, as in tensorflow/tensorflow#35102, under the ε of adam',
  meant: 'adam',
  alsoKnownAs: ['Adam with the ε̂ of Kingma, Ba (2015), section 2 (TensorFlow, Keras)'],
} satisfies FaultyRule;
