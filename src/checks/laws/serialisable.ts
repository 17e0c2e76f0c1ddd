import { isDeepStrictEqual } from 'node:util';
import { runTrajectory, type Trajectory } from '../../dynamics/trajectory.ts';
import type { Check, Observation } from '../../types/check.ts';
import { firstDifference } from '../parts/difference.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';
import { runOf } from '../parts/runs.ts';

const serialisable: Check = {
  id: 'serialisable',
  layer: 'laws',
  claim:
    'A copy of the state by structuredClone, and by JSON where that keeps it, continues the run bit for bit.',
  source: 'Δₖ, Δₖ₊₁, … are functions of θₖ, the state and what follows',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: { min: 2, max: 8 } }),
  observe(setting, announce) {
    const { rule, loss, scenario } = setting;
    const run = runOf(setting, announce);
    const whole = runTrajectory(rule, loss, run);
    if (whole.fault) return vacuous(whole.fault.message);
    const count = whole.steps.length;
    if (count < 2) return vacuous('the run is over before it could be interrupted');
    const at = 1 + (Math.abs(scenario.seed) % (count - 1));
    const part = runTrajectory(rule, loss, { ...run, steps: at });
    // Another run in between, one step longer, overwrites what the rule may remember outside of its state.
    const disturb = (): unknown => runTrajectory(rule, loss, { ...run, steps: at + 1 });
    const continued = (state: unknown): Trajectory => {
      const { theta, time } = whole.steps[at]!;
      return runTrajectory(rule, loss, {
        ...run,
        theta,
        from: { step: at, time, state, draws: part.draws },
      });
    };
    const json = throughJson(part.state);
    const cloned = clone(part.state);
    if ('failure' in cloned) {
      return refuted({
        cause: 'state-not-cloneable',
        sentence: `the state after ${at} steps cannot be cloned: ${cloned.failure}`,
        margin: -1,
        derived: { step: at },
      });
    }
    const rest: Trajectory = { ...whole, steps: whole.steps.slice(at) };
    const copies = [{ how: 'structuredClone', state: cloned.copy }, ...json];
    for (const { how, state } of copies) {
      disturb();
      const found = departure(rest, continued(state), how, at);
      if (found) return found;
    }
    return holds(1);
  },
};

export default serialisable;

const clone = (state: unknown): { readonly copy: unknown } | { readonly failure: string } => {
  try {
    return { copy: structuredClone(state) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
};

/** The state read back from JSON, where nothing was lost on the way. */
const throughJson = (state: unknown): readonly { readonly how: string; readonly state: unknown }[] => {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(state));
    return isDeepStrictEqual(copy, state) ? [{ how: 'JSON', state: copy }] : [];
  } catch {
    return [];
  }
};

const departure = (
  rest: Trajectory,
  resumed: Trajectory,
  how: string,
  at: number,
): Observation | undefined => {
  const found = firstDifference(rest, resumed);
  if (!found) return undefined;
  return refuted({
    cause: 'restored-state-differs',
    sentence: `interrupted before step ${at} and continued from a copy of the state (${how}): ${found.sentence}`,
    margin: -1,
    derived: { step: found.step, coordinate: found.coordinate, measured: found.other, due: found.one },
  });
};
