import { adamWith } from '../../subjects/adamWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Adam that reads β₁ and ε, and has 0.999 written into it for β₂. */
export default {
  ...adamWith('adam-second-decay-ignored', {
    rates: (rates) => ({ ...rates, beta2: 0.999 }),
  }),
  modelledOn:
    'kozistr/pytorch_optimizer#517, there the decay of SignSGD: a hyperparameter that nothing reads',
  meant: 'adam',
} satisfies FaultyRule;
