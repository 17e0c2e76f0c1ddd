import { enumerateNoise, type NoisyUpdate } from '../../dynamics/expectation.ts';
import { type Run, runTrajectory } from '../../dynamics/trajectory.ts';
import type { Announce } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { runOf } from './runs.ts';
import { streamSeed } from './streams.ts';

/** The first update of a noisy rule, as a distribution. */
export interface Noise {
  /** Every update that can occur; where they cannot be enumerated, the drawn ones from an index on. */
  updates(stepSize: number, drawn: { readonly from: number; readonly count: number }): readonly NoisyUpdate[];
  /** Whether the updates are all there are, each with its probability. */
  readonly exact: boolean;
}

/** More outcomes than this are not enumerated. */
const outcomes = 1024;

/**
 * The distribution of the first Δθ: over the samples of a loss for a rule without randomness of its own, over the
 * parts of [0, 1) that a rule tells apart where it picks among samples or coordinates, else over seeds.
 *
 * That a rule tells nothing else apart is tested by moving each number within its part.
 * @returns undefined where the rule's code fails or the gradient overflows
 * Cost: at most three times 1024 calls of the rule to find out, at most 1024 for each step size.
 */
export const noiseOf = (setting: Setting, announce: Announce): Noise | undefined => {
  const { rule, loss, scenario } = setting;
  const { samples } = loss;
  const run: Run = { ...runOf(setting, announce), steps: 1, frozen: true };
  const first = (options: Partial<Run>): Vector | undefined =>
    runTrajectory(rule, loss, { ...run, ...options }).steps[0]?.delta;
  const probe = runTrajectory(rule, loss, run);
  if (!probe.steps[0]) return undefined;
  if (probe.draws === 0) {
    const theta = Float64Array.from(scenario.theta);
    const shown = samples
      ? Array.from({ length: samples.count }, (_, sample) => [
          { theta, gradient: samples.gradient(theta, sample, 0) },
        ])
      : [undefined];
    return {
      exact: true,
      updates: (stepSize) =>
        shown.flatMap((history) => {
          const delta = first({ stepSize, ...(history && { history }) });
          return delta ? [{ probability: 1 / shown.length, delta }] : [];
        }),
    };
  }
  for (const levels of new Set([samples?.count ?? 2, loss.dimension, 2])) {
    if (levels < 2 || levels ** probe.draws > outcomes) continue;
    const enumerated = (stepSize: number, shift: number): readonly NoisyUpdate[] =>
      enumerateNoise({ draws: probe.draws, levels }, (random) =>
        updateWith(first, stepSize, shifted(random, shift / levels)),
      );
    if (
      sameUpdates(
        enumerated(run.stepSize, 0),
        enumerated(run.stepSize, 3 / 8),
        enumerated(run.stepSize, -3 / 8),
      )
    ) {
      return { exact: true, updates: (stepSize) => enumerated(stepSize, 0) };
    }
  }
  return {
    exact: false,
    updates: (stepSize, { from, count }) =>
      Array.from({ length: count }, (_, k) => ({
        probability: 1 / count,
        delta:
          first({ stepSize, seed: streamSeed(scenario, 'draw', from + k) }) ??
          new Float64Array(loss.dimension),
      })),
  };
};

const updateWith = (
  first: (options: Partial<Run>) => Vector | undefined,
  stepSize: number,
  random: Random,
): Vector => first({ stepSize, random }) ?? new Float64Array(0);

const shifted =
  (random: Random, by: number): Random =>
  () =>
    random() + by;

const sameUpdates = (one: readonly NoisyUpdate[], ...others: readonly (readonly NoisyUpdate[])[]): boolean =>
  one.every(({ delta }, k) =>
    others.every((other) => delta.every((value, i) => value === other[k]?.delta[i])),
  );
