import type { Check } from '../../types/check.ts';
import { promiseOf } from '../parts/objective.ts';
import { observeSmallStep, smallSteps } from '../parts/smallStep.ts';

const smallStep: Check = {
  id: 'small-step',
  layer: 'descent',
  claim:
    'With t frozen and the full gradient there is a step size at which every step that moves has yᵀΔθ > 0.',
  source: 'P7, P11: effective in the limit η → 0',
  kind: 'required',
  applies: (rule) => promiseOf(rule) === 'small-step',
  demand: () => ({ steps: smallSteps }),
  observe: observeSmallStep,
};

export default smallStep;
