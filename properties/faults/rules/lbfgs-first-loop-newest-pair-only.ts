import { lbfgsWith } from '../../subjects/lbfgsWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** L-BFGS whose first loop takes the newest pair out of the gradient and no other: H is not symmetric. */
export default {
  ...lbfgsWith('lbfgs-first-loop-newest-pair-only', {
    first: (k, pairs) => (k === pairs.length - 1 ? 1 : 0),
  }),
  modelledOn: 'slip: the first loop ends after one pair, and the weights of the others stay 0',
  meant: 'lbfgs',
  against: 'lbfgs',
} satisfies FaultyRule;
