import { lbfgsWith } from '../../subjects/lbfgsWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** L-BFGS whose second loop leaves zᵀp/sᵀz out for all pairs but the newest: H is not symmetric. */
export default {
  ...lbfgsWith('lbfgs-second-loop-newest-pair-only', {
    second: (k, pairs) => (k === pairs.length - 1 ? 1 : 0),
  }),
  modelledOn: 'slip: the weights of the first loop are added as they are',
  meant: 'lbfgs',
  against: 'lbfgs',
} satisfies FaultyRule;
