import { promisedAmount } from '../../rules/declaration/promise.ts';
import { steadyLosses } from '../../rules/declaration/scope.ts';
import type { Check } from '../../types/check.ts';
import { judgeEnvelope } from '../judgement/envelope.ts';
import { onPromisedRun, runOf } from '../run/run.ts';

const envelope: Check = {
  id: 'envelope',
  layer: 'descent',
  claim:
    'max L over the next w steps is below max L over the last w, for every t and the promised w, at every step size that the contract covers.',
  source: 'P8, P13: rules with memory oscillate, and the envelope of their loss falls',
  kind: 'required',
  applies: (rule) => promisedAmount(rule, 'envelope') !== undefined,
  demand: (rule) => {
    const length = promisedAmount(rule, 'envelope')!;
    return {
      steps: { min: 2 * length, max: 3 * length + 4 },
      promisedStepSize: true,
      ...steadyLosses(rule),
    };
  },
  observe: (setting) =>
    onPromisedRun(setting, runOf(setting), (evidence) =>
      judgeEnvelope(evidence, promisedAmount(setting.rule, 'envelope') ?? 1),
    ),
};

export default envelope;
