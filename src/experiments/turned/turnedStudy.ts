import { runTrajectory, type Step } from '../../dynamics/trajectory.ts';
import { mixSeed, seededRandom } from '../../linalg/seeded.ts';
import type { Loss } from '../../types/loss.ts';
import type { LearningRule } from '../../types/rule.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { median, share } from '../measure/series.ts';
import { stepGeometry } from '../measure/stepGeometry.ts';

/** One run, as far as a comparison goes. */
export interface TurnedRun {
  /** L before the first step and after every `stride` steps. */
  readonly losses: readonly number[];
  /** Median of κ* over every `stride`-th step; Infinity where most of them have no metric. */
  readonly conditionNumber: number;
  /** Share of those steps on which the loss fell. */
  readonly shareEffective: number;
}

/** The runs of all starts, and what tells them apart. */
export interface TurnedStudy {
  /** The shares t of the way to y; the first is compared with the last. */
  readonly towards: readonly number[];
  /** For every start one run for every t. */
  readonly runs: readonly (readonly TurnedRun[])[];
  readonly stride: number;
}

/** What is run, and how often. */
export interface TurnedSetting {
  readonly loss: Loss;
  /** Draws θ₀, shape (D). */
  readonly start: (random: Random) => Vector;
  readonly starts: number;
  readonly rule: (t: number) => LearningRule;
  readonly towards: readonly number[];
  readonly stepSize: number;
  /** A multiple of `stride`. */
  readonly steps: number;
  readonly stride: number;
  /** Called before every start with the share that is done. */
  readonly tell?: ((share: number) => void) | undefined;
}

/** Runs the rule of every t from each of many starts; those from one start share θ₀ and the rule's own draws. */
export const turnedStudy = (seed: number, setting: TurnedSetting): TurnedStudy => {
  const { loss, start, starts, rule, towards, stride } = setting;
  const runs = Array.from({ length: starts }, (_, k) => {
    const theta = start(seededRandom(seed, 'turned', k));
    setting.tell?.(k / starts);
    return towards.map((t) => {
      const { stepSize, steps } = setting;
      const run = { theta, stepSize, steps, seed: mixSeed(seed, 'turned', k), hyperparameters: {} };
      return describe(loss, runTrajectory(rule(t), loss, run).steps, stride);
    });
  });
  return { towards, runs, stride };
};

const describe = (loss: Loss, made: readonly Step[], stride: number): TurnedRun => {
  const looked = made.filter(({ index }) => index % stride === 0).map((step) => stepGeometry(loss, step));
  return {
    losses: [...looked.map((step) => step.loss.value), loss.value(made.at(-1)!.next)],
    conditionNumber: median(looked.map(({ conditionNumber }) => conditionNumber))!,
    shareEffective: share(looked, ({ fell }) => fell),
  };
};
