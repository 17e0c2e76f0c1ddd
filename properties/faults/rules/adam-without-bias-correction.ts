import { adamWith, byCoordinate } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam with the biased moments. */
export default {
  ...adamWith('adam-without-bias-correction', {
    delta: byCoordinate(
      ({ stepSize, mean, square, epsilon }) => (-stepSize * mean) / (Math.sqrt(square) + epsilon),
    ),
  }),
  modelledOn: 'nerfstudio-project/gsplat#770 and Kingma, Ba (2015), section 6.4: Adam without the correction',
  meant: 'adam',
  alsoKnownAs: ['Adam without bias correction (BERT, Devlin et al. 2019)'],
} satisfies FaultyRule;
