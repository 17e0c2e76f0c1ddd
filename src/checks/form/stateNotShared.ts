import { type Run, runTrajectory, trajectorySteps } from '../../dynamics/trajectory.ts';
import type { Check } from '../../types/check.ts';
import { firstDifference } from '../parts/difference.ts';
import { formSteps } from '../parts/formCheck.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';
import { runOf } from '../parts/runs.ts';
import { streamSeed } from '../parts/streams.ts';

const stateNotShared: Check = {
  id: 'state-not-shared',
  layer: 'form',
  claim: 'A run that takes turns with another agrees in every bit with the same run alone.',
  source: 'All memory of a rule is in the state that it hands back',
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: formSteps }),
  observe: (setting, announce) => {
    const { rule, loss, scenario } = setting;
    const run: Run = runOf(setting, announce);
    const alone = runTrajectory(rule, loss, run);
    if (alone.fault) return vacuous(alone.fault.message);
    if (alone.steps.length === 0) return vacuous('the loss or its gradient overflows at the start');
    // The other run starts elsewhere, so that what it leaves behind is not what the first would have left itself.
    const start = alone.steps.at(-1)!.next;
    const moved = start.some((value, i) => value !== scenario.theta[i]);
    const theta = moved ? start : start.map((value) => 2 * value + 1);
    const guest = trajectorySteps(rule, loss, { ...run, theta, seed: streamSeed(scenario, 'guest') });
    const host = trajectorySteps(rule, loss, run);
    let next = host.next();
    while (!next.done) {
      guest.next();
      next = host.next();
    }
    const found = firstDifference(alone, next.value);
    if (!found) return holds(1);
    return refuted({
      cause: 'shared-state',
      sentence: `two runs share state: ${found.sentence}, once it takes turns with another run`,
      margin: -1,
      derived: { step: found.step, coordinate: found.coordinate, measured: found.other, allowed: found.one },
    });
  },
};

export default stateNotShared;
