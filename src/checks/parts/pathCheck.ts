import { runTrajectory } from '../../dynamics/trajectory.ts';
import type { Announce, Observation } from '../../types/check.ts';
import type { LossFacts } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import { type LossPath, lossPath } from './lossPath.ts';
import { objectiveOf } from './objective.ts';
import { inconclusive, refuted, vacuous } from './outcomes.ts';
import { isZero } from './pairs.ts';
import { runOf } from './runs.ts';
import { short } from './short.ts';

/** Losses that a promise about the loss along a run covers unless the contract selects them itself. */
export const steadyLosses = (rule: NamedRule): { readonly losses?: (facts: LossFacts) => boolean } =>
  rule.contract?.losses ? {} : { losses: ({ timeVarying }) => !timeVarying };

/**
 * Judges a promise about the loss along a run: the run of the scenario with the full gradient, up to where it
 * diverges, within the step sizes that the contract promises anything for.
 */
export const observePath = (
  setting: Setting,
  announce: Announce,
  judge: (path: LossPath, steps: number) => Observation,
): Observation => {
  const { rule, loss, scenario } = setting;
  const limit = rule.contract?.maxStepSize?.(loss);
  if (limit !== undefined && !(scenario.stepSize <= limit)) {
    return vacuous(`nothing is promised for η = ${short(scenario.stepSize)}, above ${short(limit)}`);
  }
  const trajectory = runTrajectory(rule, loss, runOf(setting, announce));
  if (trajectory.fault) return vacuous(trajectory.fault.message);
  const { steps } = trajectory;
  if (steps.length === 0) return vacuous('the loss or its gradient overflows at the start');
  if (steps.every(({ delta }) => isZero(delta))) return vacuous('the rule is at rest all along');
  const path = lossPath(objectiveOf(rule, loss), trajectory);
  if (path.rests.every(Boolean)) return vacuous('every displacement is lost in the rounding of θ');
  return judge(path, steps.length);
};

/**
 * Judges every pair of indices (t, t + w): refuted where one certainly rose, holding where some certainly fell and
 * none rose; pairs inside the rounding error decide nothing.
 */
export const observeFalls = (path: LossPath, steps: number, window: number): Observation => {
  const { values } = path;
  let least = Number.POSITIVE_INFINITY;
  for (let t = 0; t + window <= steps; t++) {
    if (path.rests.slice(t, t + window).every(Boolean)) continue;
    const change = path.compare(t, t + window);
    const [before, after] = [values[t]!, values[t + window]!];
    if (change === 'rose')
      return rise({ from: t, to: t + window, before, after, noise: path.noise(t, t + window) });
    if (change === 'fell') least = Math.min(least, relativeFall(before, after));
  }
  if (least < Number.POSITIVE_INFINITY) return { status: 'holds', margin: least };
  return inconclusive('every change of the loss lies inside its rounding error');
};

/** (L − L')/(|L| + |L'|) in [−1, 1]. */
export const relativeFall = (before: number, after: number): number => {
  if (after === Number.POSITIVE_INFINITY) return -1;
  // Halves, so that neither the difference nor the sum overflows.
  return (before / 2 - after / 2) / (Math.abs(before) / 2 + Math.abs(after) / 2);
};

const rise = (found: {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
  readonly noise: number;
}): Observation => {
  const { from, to, before, after, noise } = found;
  return refuted({
    cause: 'loss-rises',
    sentence:
      `the loss rises from ${short(before)} at step ${from} to ${short(after)} at step ${to}, ` +
      `by ${short(after - before)} where its rounding error is below ${short(noise)}`,
    margin: relativeFall(before, after),
    derived: { step: from, until: to, measured: after, allowed: before, noiseFloor: noise },
  });
};
