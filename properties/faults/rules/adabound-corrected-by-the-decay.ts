import { adaBoundWith } from '../../../src/identity/known/adaBound.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** AdaBound with √β₂ᵗ for √(1 − β₂ᵗ): the rate starts at thirty times its size and fades away. */
export default {
  ...adaBoundWith(
    'adabound-corrected-by-the-decay',
    (count) => Math.sqrt(0.999 ** count) / (1 - 0.9 ** count),
  ),
  modelledOn: 'kozistr/AdaBound-tensorflow#3: one minus a correction that is one minus the decay already',
  meant: 'adabound',
  against: 'adabound',
} satisfies FaultyRule;
