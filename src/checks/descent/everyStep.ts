import type { Check } from '../../types/check.ts';
import { promiseOf } from '../parts/objective.ts';
import { observeFalls, observePath, steadyLosses } from '../parts/pathCheck.ts';

const everyStep: Check = {
  id: 'every-step',
  layer: 'descent',
  claim: 'L(θₜ₊₁) < L(θₜ) at every step that moves, at every step size that the contract covers.',
  source: 'P10: a metric exists for the step iff the loss fell',
  kind: 'required',
  applies: (rule) => promiseOf(rule) === 'every-step',
  demand: (rule) => ({ steps: { min: 1, max: 24 }, promisedStepSize: true, ...steadyLosses(rule) }),
  observe: (setting, announce) =>
    observePath(setting, announce, (path, steps) => observeFalls(path, steps, 1)),
};

export default everyStep;
