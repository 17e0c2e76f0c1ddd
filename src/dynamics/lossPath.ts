import type { Vector } from '../types/vector.ts';
import type { Evidence } from './evidence.ts';
import { dropBetween } from './lossDrop.ts';

/** The loss along a run of n steps: what fell and what rose, beyond rounding. */
export interface LossPath {
  /** L(θₖ, tₖ) for k = 0 … n; empty for a run without a step. */
  readonly values: readonly number[];
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

/** Cost: a value and a bound a step; the drift of each step on the way where a rise has to be told from rounding. */
export const lossPath = (evidence: Evidence): LossPath => {
  const { steps } = evidence;
  const points = steps.length === 0 ? 0 : steps.length + 1;
  return {
    values: Array.from({ length: points }, (_, k) => evidence.loss(k).value),
    rests: steps.map(({ theta, next }) => same(theta, next)),
    noise: (before, after) => dropBetween(evidence.loss(before), evidence.loss(after)).bound,
    compare(before, after) {
      const [from, to] = [evidence.loss(before), evidence.loss(after)];
      if (Number.isFinite(from.value) && to.value === Number.POSITIVE_INFINITY) return 'rose';
      const { drop, bound } = dropBetween(from, to);
      if (drop > bound) return 'fell';
      if (!(drop < -bound)) return 'undecided';
      let drift = 0;
      for (let k = before; k < after; k++) drift += evidence.drift(k);
      return drop < -(bound + drift) ? 'rose' : 'undecided';
    },
  };
};

const same = (a: Vector, b: Vector): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** (L − L')/(|L| + |L'|) in [−1, 1]. */
export const relativeFall = (before: number, after: number): number => {
  if (after === Number.POSITIVE_INFINITY) return -1;
  // Halves, so that neither the difference nor the sum overflows.
  return (before / 2 - after / 2) / (Math.abs(before) / 2 + Math.abs(after) / 2);
};
