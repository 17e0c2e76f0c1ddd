import type { Trajectory } from '../../dynamics/trajectory.ts';
import { differenceRoundoff, iterateRoundoff } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { isZero } from './pairs.ts';

/** The loss along a run of n steps: what fell and what rose, beyond rounding. */
export interface LossPath {
  /** L(θₖ, tₖ) for k = 0 … n. */
  readonly values: readonly number[];
  /** Bounds on their rounding errors. */
  readonly roundoff: readonly number[];
  /** Whether θ was left as it is at step k, for k = 0 … n − 1. */
  readonly rests: readonly boolean[];
  /**
   * Whether L at `after` is below (`fell`) or above (`rose`) L at `before`, beyond the rounding of L; a rise counts
   * only beyond what the rounding of θ can cause on the way as well.
   */
  compare(before: number, after: number): 'fell' | 'rose' | 'undecided';
  /** The bound on the rounding error of L(before) − L(after). */
  noise(before: number, after: number): number;
}

/** Cost: a value and a bound a step; three gradients a step where a rise has to be told from rounding. */
export const lossPath = (loss: Loss, { steps }: Trajectory): LossPath => {
  const last = steps.at(-1);
  const points = steps.map(({ theta, time }) => ({ theta, time }));
  if (last) points.push({ theta: last.next, time: last.time });
  const values = points.map(({ theta, time }) => loss.value(theta, time));
  const roundoff = points.map(({ theta, time }) => loss.roundoff(theta, time).value);
  const noise = (before: number, after: number): number =>
    differenceRoundoff(values[before]! - values[after]!, roundoff[before]!, roundoff[after]!);
  return {
    values,
    roundoff,
    rests: steps.map(({ theta, next }) => same(theta, next)),
    noise,
    compare(before, after) {
      const drop = values[before]! - values[after]!;
      if (Number.isFinite(values[before]) && values[after] === Number.POSITIVE_INFINITY) return 'rose';
      const bound = noise(before, after);
      if (drop > bound) return 'fell';
      if (!(drop < -bound)) return 'undecided';
      let drift = 0;
      for (let k = before; k < after; k++)
        drift += iterateNoise(loss, steps[k]!.next, steps[k]!.delta, steps[k]!.time);
      return drop < -(bound + drift) ? 'rose' : 'undecided';
    },
  };
};

/**
 * What the rounding of θ' = fl(θ + Δ) can do to the loss: Σᵢ eᵢ·max|∂ᵢL| over the box θ' ± e, sampled at three points.
 * Near a minimum this is what is left of a step that would otherwise go down.
 */
const iterateNoise = (loss: Loss, next: Vector, delta: Vector, time: number): number => {
  const radius = iterateRoundoff(next, delta);
  if (isZero(radius)) return 0;
  const gradients = [-1, 0, 1].map((side) =>
    loss.gradient(
      next.map((value, i) => value + side * radius[i]!),
      time,
    ),
  );
  let sum = 0;
  for (let i = 0; i < radius.length; i++) {
    sum += radius[i]! * gradients.reduce((largest, gradient) => Math.max(largest, Math.abs(gradient[i]!)), 0);
  }
  return sum * next.length;
};

const same = (a: Vector, b: Vector): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};
