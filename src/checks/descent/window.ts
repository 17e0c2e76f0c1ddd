import { promisedAmount } from '../../rules/declaration/promise.ts';
import { steadyLosses } from '../../rules/declaration/scope.ts';
import type { Check } from '../../types/check.ts';
import { judgeFalls } from '../judgement/falls.ts';
import { onPromisedRun, runOf } from '../run/run.ts';

const window: Check = {
  id: 'window',
  layer: 'descent',
  claim:
    'L(θ_{t+w}) < L(θ_t) for every t, with the promised window w, at every step size that the contract covers.',
  source: 'P8: the windowed loss falls iff L(θ_{t+w}) < L(θ_t)',
  kind: 'required',
  applies: (rule) => promisedAmount(rule, 'window') !== undefined,
  demand: (rule) => {
    const length = promisedAmount(rule, 'window')!;
    return {
      steps: { min: length, max: 2 * length + 12 },
      promisedStepSize: true,
      ...steadyLosses(rule),
    };
  },
  observe: (setting) =>
    onPromisedRun(setting, runOf(setting), (evidence) =>
      judgeFalls(evidence, promisedAmount(setting.rule, 'window') ?? 1),
    ),
};

export default window;
