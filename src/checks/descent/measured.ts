import type { Check } from '../../types/check.ts';
import { observeSmallStep } from '../ladder/stepSizeLadder.ts';
import { usualSteps } from '../run/run.ts';

/** What `small-step` would say of a rule that promises nothing: shown with a smallest exception, never held against it. */
const measured: Check = {
  id: 'effective',
  layer: 'descent',
  claim: 'Although nothing is promised, every step that moves has yᵀΔθ > 0 at some step size.',
  source: 'P7, P15: effective in the limit η → 0',
  kind: 'trait',
  applies: (rule) => rule.contract.effective === 'measured',
  demand: () => ({ steps: usualSteps }),
  observe: observeSmallStep,
};

export default measured;
