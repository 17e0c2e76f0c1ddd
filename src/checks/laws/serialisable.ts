import { isDeepStrictEqual } from 'node:util';
import { trajectory } from '../../dynamics/running.ts';
import { errorText, isThrown, SubjectLost } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import type { Check, Observation } from '../../types/check.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Running, Trajectory } from '../../types/run.ts';
import { firstDifference } from '../noise/firstDifference.ts';
import { holds, refuted, vacuous } from '../outcome/outcome.ts';
import { onRun, runOf } from '../run/run.ts';

const serialisable: Check = {
  id: 'serialisable',
  layer: 'laws',
  claim:
    'A copy of the state continues the run bit for bit: by structuredClone, and by JSON where that keeps it, or by what a checkpoint keeps of it.',
  source: 'Δₖ, Δₖ₊₁, … are functions of θₖ, the state and what follows',
  kind: 'trait',
  needs: ['copy'],
  applies: () => true,
  demand: () => ({ steps: { min: 2, max: 8 } }),
  observe(setting) {
    const { rule, loss, scenario } = setting;
    const run = runOf(setting);
    return onRun(setting, run, function* (whole) {
      const count = whole.steps.length;
      if (count < 2) return vacuous('the run is over before it could be interrupted');
      const at = 1 + (Math.abs(scenario.seed) % (count - 1));
      const part = yield* trajectory(rule, loss, { ...run, steps: at });
      // Another run in between, one step longer, overwrites what the rule may remember outside of its state.
      const disturb = (repetition: number): Running<unknown> =>
        trajectory(rule, loss, { ...run, steps: at + 1, repetition });
      const continued = (state: unknown): Running<Trajectory> => {
        const { theta, time } = whole.steps[at]!;
        return trajectory(rule, loss, {
          ...run,
          theta,
          from: { step: at, time, state, draws: part.draws },
        });
      };
      const cloned = clone(rule, part.state);
      if ('failure' in cloned) {
        return refuted({
          cause: 'state-not-cloneable',
          sentence: `the state after ${plural(at, 'step')} cannot be cloned: ${cloned.failure}`,
          margin: -1,
          derived: { step: at },
        });
      }
      const rest: Trajectory = { ...whole, steps: whole.steps.slice(at) };
      const { copies } = cloned;
      for (const [count, { how, state }] of copies.entries()) {
        yield* disturb(count + 1);
        const found = departure(rest, yield* continued(state), how, at);
        if (found) return found;
      }
      return holds(1);
    });
  },
};

export default serialisable;

/** The state, copied in every way that keeps it. */
type Copies =
  | { readonly copies: readonly { readonly how: string; readonly state: unknown }[] }
  | { readonly failure: string };

const clone = (rule: NamedRule, state: unknown): Copies => {
  try {
    return rule.copyState
      ? { copies: [{ how: 'a checkpoint', state: rule.copyState(state) }] }
      : { copies: [{ how: 'structuredClone', state: structuredClone(state) }, ...throughJson(state)] };
  } catch (error) {
    if (isThrown(error, SubjectLost)) throw error;
    return { failure: errorText(error) };
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
