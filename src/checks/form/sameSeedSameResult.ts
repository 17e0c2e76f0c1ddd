import { runTrajectory, type Trajectory } from '../../dynamics/trajectory.ts';
import type { Check } from '../../types/check.ts';
import { type Difference, firstDifference } from '../parts/difference.ts';
import { formSteps } from '../parts/formCheck.ts';
import { underConstantRandom, underShiftedClock } from '../parts/globals.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';
import { runOf } from '../parts/runs.ts';

const sameSeedSameResult: Check = {
  id: 'same-seed-same-result',
  layer: 'form',
  claim: 'Two runs from the same seed agree in every bit, whatever the clock says.',
  source: 'Δ is a function of its inputs; randomness comes from `random()` alone',
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: formSteps }),
  observe: (setting, announce) => {
    const run = (): Trajectory =>
      runTrajectory(setting.rule, setting.loss, { ...runOf(setting, announce), gradient: 'sample' });
    const first = run();
    if (first.fault) return vacuous(first.fault.message);
    const again = firstDifference(first, run());
    if (again) {
      const tamed = firstDifference(underConstantRandom(run), underConstantRandom(run));
      return tamed
        ? difference(again, 'differs-between-runs', elsewhere)
        : difference(again, 'global-random', 'with a constant Math.random the runs agree');
    }
    const later = firstDifference(first, underShiftedClock(run));
    if (later) return difference(later, 'global-clock', 'the second run was shown another date and time');
    return first.steps.length > 0 ? holds(1) : vacuous('the loss or its gradient overflows at the start');
  },
};

/** What a constant `Math.random` does not explain may be a clock, another source, or memory: no run tells which. */
const elsewhere =
  'the rule reads something besides what it is shown: a clock, a random source, or what it kept from an earlier run';

const difference = (found: Difference, cause: string, reason: string) =>
  refuted({
    cause,
    sentence: `same seed, other result: ${found.sentence}; ${reason}`,
    margin: -1,
    derived: { step: found.step, coordinate: found.coordinate, measured: found.other, allowed: found.one },
  });

export default sameSeedSameResult;
