import type { Check } from '../../types/check.ts';
import type { NamedRule } from '../../types/rule.ts';
import { promiseOf } from '../parts/objective.ts';
import { observeFalls, observePath, steadyLosses } from '../parts/pathCheck.ts';

const window: Check = {
  id: 'window',
  layer: 'descent',
  claim:
    'L(θ_{t+w}) < L(θ_t) for every t, with the promised window w, at every step size that the contract covers.',
  source: 'P8: the windowed loss falls iff L(θ_{t+w}) < L(θ_t)',
  kind: 'required',
  applies: (rule) => promisedWindow(rule) !== undefined,
  demand: (rule) => {
    const length = promisedWindow(rule)!;
    return {
      steps: { min: length, max: 2 * length + 12 },
      promisedStepSize: true,
      ...steadyLosses(rule),
    };
  },
  observe: (setting, announce) =>
    observePath(setting, announce, (path, steps) =>
      observeFalls(path, steps, promisedWindow(setting.rule) ?? 1),
    ),
};

const promisedWindow = (rule: NamedRule): number | undefined => {
  const promise = promiseOf(rule);
  return typeof promise === 'object' && 'window' in promise ? promise.window : undefined;
};

export default window;
