import type { Check, Observation } from '../../types/check.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { LossPath } from '../parts/lossPath.ts';
import { promiseOf } from '../parts/objective.ts';
import { holds, inconclusive, refuted } from '../parts/outcomes.ts';
import { observePath, relativeFall, steadyLosses } from '../parts/pathCheck.ts';
import { short } from '../parts/short.ts';

const envelope: Check = {
  id: 'envelope',
  layer: 'descent',
  claim:
    'max L over the next w steps is below max L over the last w, for every t and the promised w, at every step size that the contract covers.',
  source: 'P8, P13: rules with memory oscillate, and the envelope of their loss falls',
  kind: 'required',
  applies: (rule) => promisedEnvelope(rule) !== undefined,
  demand: (rule) => {
    const length = promisedEnvelope(rule)!;
    return {
      steps: { min: 2 * length, max: 3 * length + 4 },
      promisedStepSize: true,
      ...steadyLosses(rule),
    };
  },
  observe: (setting, announce) =>
    observePath(setting, announce, (path, steps) => {
      const width = promisedEnvelope(setting.rule) ?? 1;
      return steps < 2 * width - 1 ? early(path, steps) : observeEnvelope(path, steps, width);
    }),
};

/** A run that diverged before two windows were full: its end is above its start, or says nothing. */
const early = (path: LossPath, steps: number): Observation => {
  if (path.compare(0, steps) !== 'rose') return inconclusive('the run is shorter than two windows');
  const [before, after] = [path.values[0]!, path.values[steps]!];
  return refuted({
    cause: 'diverges',
    sentence: `the run diverges within ${steps} steps: the loss goes from ${short(before)} to ${short(after)}`,
    margin: relativeFall(before, after),
    derived: { step: 0, until: steps, measured: after, allowed: before },
  });
};

const observeEnvelope = (path: LossPath, steps: number, width: number): Observation => {
  let least = Number.POSITIVE_INFINITY;
  for (let t = width - 1; t + width <= steps; t++) {
    if (path.rests.slice(t, t + width).every(Boolean)) continue;
    const last = greatest(path.values, t - width + 1, t);
    const next = greatest(path.values, t + 1, t + width);
    const [before, after] = [path.values[last]!, path.values[next]!];
    const change = path.compare(last, next);
    if (change === 'rose') {
      return refuted({
        cause: 'envelope-rises',
        sentence:
          `the greatest loss over the ${width} steps behind step ${t} is ${short(after)} (step ${next}), ` +
          `over the ${width} up to it ${short(before)} (step ${last})`,
        margin: relativeFall(before, after),
        derived: {
          step: t,
          window: width,
          measured: after,
          allowed: before,
          noiseFloor: path.noise(last, next),
        },
      });
    }
    if (change === 'fell') least = Math.min(least, relativeFall(before, after));
  }
  if (least < Number.POSITIVE_INFINITY) return holds(least);
  return inconclusive('every change of the envelope lies inside the rounding error of the loss');
};

/** Index of the greatest value in [from, to]; NaN counts as greater than anything. */
const greatest = (values: readonly number[], from: number, to: number): number => {
  let best = from;
  for (let k = from + 1; k <= to; k++) if (!(values[k]! <= values[best]!)) best = k;
  return best;
};

const promisedEnvelope = (rule: NamedRule): number | undefined => {
  const promise = promiseOf(rule);
  return typeof promise === 'object' && 'envelope' in promise ? promise.envelope : undefined;
};

export default envelope;
