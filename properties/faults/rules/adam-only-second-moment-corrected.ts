import { adamWith, byCoordinate } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam that divides v by 1 − β₂ᵗ and leaves m as it is. */
export default {
  ...adamWith('adam-only-second-moment-corrected', {
    delta: byCoordinate(
      ({ stepSize, mean, square, second, epsilon }) =>
        (-stepSize * mean) / (Math.sqrt(square / second) + epsilon),
    ),
  }),
  modelledOn: 'slip: one of the two corrections is forgotten',
  meant: 'adam',
} satisfies FaultyRule;
