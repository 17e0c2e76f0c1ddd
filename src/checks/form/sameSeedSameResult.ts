import { trajectory } from '../../dynamics/running.ts';
import type { Check } from '../../types/check.ts';
import type { Run, Running, Trajectory } from '../../types/run.ts';
import { type Difference, firstDifference } from '../noise/firstDifference.ts';
import { holds, refuted } from '../outcome/outcome.ts';
import { noisyRunOf, onRun, sharedRunOf, usualSteps } from '../run/run.ts';
import { underConstantRandom, underShiftedClock } from '../run/tamperedGlobals.ts';

const sameSeedSameResult: Check = {
  id: 'same-seed-same-result',
  layer: 'form',
  claim: 'Two runs from the same seed agree in every bit, whatever the clock says.',
  source: 'Δ is a function of its inputs; randomness comes from `random()` alone',
  kind: 'required',
  partly: ({ capabilities }) =>
    capabilities && !capabilities.globals
      ? {
          part: 'under another clock',
          reason: 'no other time or Math.random can be shown to a process of its own',
        }
      : undefined,
  applies: () => true,
  shares: 'usual run',
  demand: () => ({ steps: usualSteps }),
  observe: (setting) => {
    const usual = noisyRunOf(setting);
    const run = (changes: Partial<Run>): Running<Trajectory> =>
      trajectory(setting.rule, setting.loss, { ...usual, ...changes });
    return onRun(setting, sharedRunOf(setting), function* (first) {
      const isAmongUs = setting.rule.capabilities?.globals ?? true;
      // Whatever makes two runs differ shows where the second has another clock, too.
      const later = isAmongUs && firstDifference(first, yield* run({ within: underShiftedClock }));
      if (isAmongUs && !later) return holds(1);
      const again = firstDifference(first, yield* run({ repetition: 1 }));
      if (!isAmongUs) return again ? difference(again, 'differs-between-runs', elsewhere) : holds(1);
      if (again && later) {
        const tamed = firstDifference(
          yield* run({ within: underConstantRandom }),
          yield* run({ within: underConstantRandom }),
        );
        return tamed
          ? difference(later, 'differs-between-runs', elsewhere)
          : difference(later, 'global-random', 'with a constant Math.random the runs agree');
      }
      return later
        ? difference(later, 'global-clock', 'the second run was shown another date and time')
        : holds(1);
    });
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
