import type { Check } from '../../types/check.ts';
import { judgeAngles } from '../judgement/angles.ts';
import { onPromisedRun, runOf } from '../run/run.ts';

const minCosine: Check = {
  id: 'min-cosine',
  layer: 'descent',
  claim: 'cos ψ between Δθ and y = −∇L is at least the promised bound at every step that moves.',
  source: 'cos ψ = yᵀΔ/(‖y‖‖Δ‖); P16: it bounds the rate',
  kind: 'required',
  applies: (rule) => rule.contract.minCosine !== undefined,
  demand: () => ({ steps: { min: 1, max: 24 }, promisedStepSize: true }),
  observe: (setting) =>
    onPromisedRun(setting, { ...runOf(setting), frozen: true }, (evidence) =>
      judgeAngles(evidence, {
        bound: setting.rule.contract.minCosine ?? -1,
        stepSize: setting.scenario.stepSize,
      }),
    ),
};

export default minCosine;
