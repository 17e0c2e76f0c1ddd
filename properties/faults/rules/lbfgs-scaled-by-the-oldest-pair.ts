import { lbfgsWith, scaleOf } from '../../subjects/lbfgsWith.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** L-BFGS that starts from H₀ = (sᵀz/zᵀz)I of its oldest pair instead of its newest. */
export default {
  ...lbfgsWith('lbfgs-scaled-by-the-oldest-pair', { initial: (pairs) => scaleOf(pairs[0]!) }),
  modelledOn: 'slip: pairs[0] for the newest pair of a list that is kept oldest first',
  meant: 'lbfgs',
  against: 'lbfgs',
} satisfies FaultyRule;
