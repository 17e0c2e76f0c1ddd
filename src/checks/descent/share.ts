import { promisedAmount } from '../../rules/declaration/promise.ts';
import type { Check } from '../../types/check.ts';
import { observeSmallStep } from '../ladder/stepSizeLadder.ts';
import { usualSteps } from '../run/run.ts';

/** Each case is judged as `small-step` judges it; the share is judged over all of them. */
const share: Check = {
  id: 'share-of-cases',
  layer: 'descent',
  claim: 'In at least the promised share of cases every step that moves has yᵀΔθ > 0 at some step size.',
  source: 'P7, P12: effective in the limit η → 0, not everywhere',
  kind: 'required',
  applies: (rule) => promisedAmount(rule, 'share') !== undefined,
  demand: () => ({ steps: usualSteps, capped: true }),
  share: (rule) => promisedAmount(rule, 'share'),
  observe: observeSmallStep,
};

export default share;
