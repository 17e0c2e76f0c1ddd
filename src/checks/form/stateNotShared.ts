import { trajectory } from '../../dynamics/running.ts';
import type { Check } from '../../types/check.ts';
import { firstDifference } from '../noise/firstDifference.ts';
import { holds, refuted } from '../outcome/outcome.ts';
import { noisyRunOf, onRun, sharedRunOf, usualSteps } from '../run/run.ts';
import { streamSeed } from '../run/streams.ts';

const stateNotShared: Check = {
  id: 'state-not-shared',
  layer: 'form',
  claim: 'A run that takes turns with another agrees in every bit with the same run alone.',
  source: 'All memory of a rule is in the state that it hands back',
  kind: 'required',
  applies: () => true,
  shares: 'usual run',
  demand: () => ({ steps: usualSteps }),
  observe: (setting) => {
    const { rule, loss, scenario } = setting;
    const run = noisyRunOf(setting);
    return onRun(setting, sharedRunOf(setting), function* (alone) {
      // The other run starts elsewhere, so that what it leaves behind is not what the first would have left itself.
      const start = alone.steps.at(-1)!.next;
      const moved = start.some((value, i) => value !== scenario.theta[i]);
      const theta = moved ? start : start.map((value) => 2 * value + 1);
      const guest = { ...run, theta, seed: streamSeed(scenario, 'guest') };
      const found = firstDifference(alone, yield* trajectory(rule, loss, { ...run, guest }));
      if (!found) return holds(1);
      return refuted({
        cause: 'shared-state',
        sentence: `two runs share state: ${found.sentence}, once it takes turns with another run`,
        margin: -1,
        derived: {
          step: found.step,
          coordinate: found.coordinate,
          measured: found.other,
          allowed: found.one,
        },
      });
    });
  },
};

export default stateNotShared;
