import type { Vector } from '../../types/vector.ts';
import { type Moments, nextMoments, zeroMoments } from './adaptiveMoments.ts';

/** Adam's moments without correction, and the largest second moment so far, shape (D). */
export interface LongMemory {
  readonly moments: Moments;
  readonly largest: Vector;
}

/** Everything 0. @param dimension D */
export const emptyMemory = (dimension: number): LongMemory => ({
  moments: zeroMoments(dimension),
  largest: new Float64Array(dimension),
});

/** Adam's next moments, and v̂ ← max(v̂, v). Source: Reddi, Kale and Kumar 2018, algorithm 2. */
export const nextMemory = (
  { moments, largest }: LongMemory,
  gradient: Vector,
  rates: { readonly beta1: number; readonly beta2: number },
): LongMemory => {
  const next = nextMoments(moments, gradient, rates);
  return { moments: next, largest: largest.map((most, i) => Math.max(most, next.square[i]!)) };
};
