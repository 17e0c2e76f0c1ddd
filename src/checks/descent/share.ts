import type { Check } from '../../types/check.ts';
import { promiseOf } from '../parts/objective.ts';
import { observeSmallStep, smallSteps } from '../parts/smallStep.ts';

/** Each case is judged as `small-step` judges it; the share is judged over all of them. */
const share: Check = {
  id: 'share-of-cases',
  layer: 'descent',
  claim: 'In at least the promised share of cases every step that moves has yᵀΔθ > 0 at some step size.',
  source: 'P7, P12: effective in the limit η → 0, not everywhere',
  kind: 'required',
  applies: (rule) => promisedShare(promiseOf(rule)) !== undefined,
  demand: () => ({ steps: smallSteps, capped: true }),
  share: (rule) => promisedShare(promiseOf(rule)),
  observe: observeSmallStep,
};

const promisedShare = (promise: ReturnType<typeof promiseOf>): number | undefined =>
  typeof promise === 'object' && 'share' in promise ? promise.share : undefined;

export default share;
