import { trajectory } from '../../dynamics/running.ts';
import type { Check } from '../../types/check.ts';
import { holds } from '../outcome/outcome.ts';
import { sharedRunOf, usualSteps } from '../run/run.ts';

/** The campaign knows of each call before it is made, and ends one that takes too long. */
const terminates: Check = {
  id: 'terminates',
  layer: 'form',
  claim: '`init` and every `update` return within the time limit of one step.',
  source: 'Δ is computed in finite time',
  kind: 'required',
  applies: () => true,
  shares: 'usual run',
  demand: () => ({ steps: usualSteps }),
  *observe(setting) {
    yield* trajectory(setting.rule, setting.loss, sharedRunOf(setting));
    return holds(1);
  },
};

export default terminates;
