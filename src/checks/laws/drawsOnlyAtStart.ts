import { trajectory } from '../../dynamics/running.ts';
import { plural } from '../../numbers.ts';
import type { Check } from '../../types/check.ts';
import { holds, refuted } from '../outcome/outcome.ts';
import { onRun, runOf } from '../run/run.ts';

const drawsOnlyAtStart: Check = {
  id: 'draws-only-at-start',
  layer: 'laws',
  claim: 'All random numbers of a run are drawn in `init`: no `update` draws one.',
  source: 'Δₖ is a function of θₖ and the state alone, such as fixed random feedback (P15)',
  kind: 'trait',
  needs: ['seeded'],
  applies: () => true,
  demand: () => ({ steps: { min: 1, max: 8 } }),
  observe(setting) {
    const run = runOf(setting);
    return onRun(setting, run, function* ({ steps, draws }) {
      const started = yield* trajectory(setting.rule, setting.loss, { ...run, steps: 0 });
      if (draws === started.draws) return holds(1);
      return refuted({
        cause: 'draws-after-the-start',
        sentence: `the rule drew ${plural(draws - started.draws, 'random number')} in ${plural(steps.length, 'update')}, and ${started.draws} in init`,
        margin: started.draws - draws,
        derived: { measured: draws, allowed: started.draws },
      });
    });
  },
};

export default drawsOnlyAtStart;
