import { adamWith, byCoordinate } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam with m·(1 − β₁ᵗ) and v·(1 − β₂ᵗ) in place of the quotients. */
export default {
  ...adamWith('adam-bias-correction-multiplied', {
    delta: byCoordinate(
      ({ stepSize, mean, square, first, second, epsilon }) =>
        (-stepSize * mean * first) / (Math.sqrt(square * second) + epsilon),
    ),
  }),
  modelledOn: 'karpathy/convnetjs#107: the correction was multiplied',
  meant: 'adam',
} satisfies FaultyRule;
