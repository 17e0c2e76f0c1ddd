import { runTrajectory } from '../../dynamics/trajectory.ts';
import type { Check } from '../../types/check.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';
import { runOf } from '../parts/runs.ts';

const drawsOnlyAtStart: Check = {
  id: 'draws-only-at-start',
  layer: 'laws',
  claim: 'All random numbers of a run are drawn in `init`: no `update` draws one.',
  source: 'Δₖ is a function of θₖ and the state alone, such as fixed random feedback (P15)',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: { min: 1, max: 8 } }),
  observe(setting, announce) {
    const run = runOf(setting, announce);
    const { fault, steps, draws } = runTrajectory(setting.rule, setting.loss, run);
    if (fault) return vacuous(fault.message);
    if (steps.length === 0) return vacuous('the loss or its gradient overflows at the start');
    const started = runTrajectory(setting.rule, setting.loss, { ...run, steps: 0 });
    if (draws === started.draws) return holds(1);
    return refuted({
      cause: 'draws-after-the-start',
      sentence: `${draws - started.draws} random numbers were drawn in ${steps.length} updates, and ${started.draws} in init`,
      margin: started.draws - draws,
      derived: { measured: draws, allowed: started.draws },
    });
  },
};

export default drawsOnlyAtStart;
