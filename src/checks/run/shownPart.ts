import { runTrajectory } from '../../dynamics/trajectory.ts';
import type { Derived } from '../../types/check.ts';
import type { Evaluation, Shown } from '../../types/report.ts';
import type { LearningRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { shownParameters } from './plainRun.ts';
import { noisyRunOf, runOf } from './run.ts';

/**
 * What a subject in a process of its own was shown besides gradients: the seed, the shapes of θ, and what it asked of its
 * loss. With it, its own language can run the case again. Empty for rules among our globals, which have the loss itself.
 *
 * @param derived the figures of the check's observation, which name the run that it looked at
 * Cost: one run.
 */
export const shownPart = (setting: Setting, derived: Derived = {}): { readonly shown?: Shown } =>
  setting.rule.capabilities?.globals === false
    ? { shown: { parameters: shownParameters(setting), ...askedIn(setting, derived.stepSize) } }
    : {};

const askedIn = (setting: Setting, judged: number | undefined): Pick<Shown, 'seed' | 'evaluations'> => {
  const { rule, loss } = setting;
  const evaluations: Evaluation[] = [];
  let seed = 0;
  let now = -1;
  const watched: LearningRule = {
    ...rule,
    init: (theta, shown) => {
      seed = shown.seed?.() ?? 0;
      return rule.init?.(theta, shown);
    },
  };
  const recording = {
    ...loss,
    // Whoever asks has L first, then ∇L at the same point; the run itself needs gradients alone.
    value: (theta: Vector, time?: number): number => {
      const value = loss.value(theta, time);
      const gradient = [...loss.gradient(theta, time)];
      evaluations.push({ step: now, theta: [...theta], loss: value, gradient });
      return value;
    },
  };
  runTrajectory(watched, recording, {
    ...(judged === undefined ? noisyRunOf(setting) : { ...runOf(setting), frozen: true, stepSize: judged }),
    beforeStep: (step) => {
      now = step;
    },
  });
  return { seed, evaluations };
};
