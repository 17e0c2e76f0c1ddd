import { unitRoundoffOf } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';

/** How many roundings a value in single precision is taken to carry. */
const roundings = 16;

/** Points with all digits in use around θ: at such a point a value in double precision fits into single by chance only. */
const shifts: readonly ((i: number) => number)[] = [
  (i) => ((i + 1) * Math.SQRT2) % 1,
  (i) => ((i + 1) * Math.E) % 1,
  (i) => ((i + 1) * Math.PI) % 1,
];

/**
 * The loss itself, or where it computes in single precision without saying so the loss with sixteen roundings of that
 * on top of its bound: a value that is the same on both sides of a small step is no slope of 0 then.
 */
export const allowingSingle = (loss: Loss, theta: Vector, time: number): Loss => {
  const isSingle = shifts.every((shift) => {
    const value = loss.value(
      theta.map((entry, i) => entry + shift(i)),
      time,
    );
    return Math.fround(value) === value;
  });
  if (!isSingle) return loss;
  return {
    ...loss,
    roundoff(at, when) {
      const bound = loss.roundoff(at, when);
      const single = roundings * unitRoundoffOf('float32') * Math.abs(loss.value(at, when));
      return { ...bound, value: bound.value + single };
    },
  };
};
