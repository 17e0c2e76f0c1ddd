import type { Check } from '../../types/check.ts';
import { formSteps, usualRun } from '../parts/formCheck.ts';
import { holds } from '../parts/outcomes.ts';

/** Each call is announced before it is made; whoever runs the check ends a call that takes too long. */
const terminates: Check = {
  id: 'terminates',
  layer: 'form',
  claim: '`init` and every `update` return within the time limit of one step.',
  source: 'Δ is computed in finite time',
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: formSteps }),
  observe: (setting, announce) => {
    usualRun(setting, announce);
    return holds(1);
  },
};

export default terminates;
