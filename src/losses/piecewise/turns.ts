import { gamma, underflow } from '../../linalg/rounding.ts';
import type { Vector } from '../../types/vector.ts';

/** A turn in the plane of two coordinates by the angle whose cosine is 3/5 and whose sine is 4/5. */
export type Turn = readonly [from: number, to: number];

/** (zᵢ, zⱼ) ← ((3zᵢ + 4zⱼ)/5, (3zⱼ − 4zᵢ)/5) for each turn, in order, in place: orthogonal, and rational. */
export const turnForward = (turns: readonly Turn[], z: Vector): void => {
  for (const [i, j] of turns) turnOnce(z, i, j, 4);
};

/** The inverse of {@link turnForward}. */
export const turnBack = (turns: readonly Turn[], z: Vector): void => {
  for (let k = turns.length - 1; k >= 0; k--) turnOnce(z, turns[k]![0], turns[k]![1], -4);
};

const turnOnce = (z: Vector, i: number, j: number, four: number): void => {
  const [a, b] = [z[i]!, z[j]!];
  z[i] = (3 * a + four * b) / 5;
  z[j] = (3 * b - four * a) / 5;
};

/**
 * Makes `errors`, bounds on the errors of z, those of the turned z, and turns z as well.
 *
 * Accuracy: two products, a sum and a quotient each.
 * @param forward which of the two ways
 */
export const turnErrors = (turns: readonly Turn[], z: Vector, errors: Vector, forward: boolean): void => {
  for (let k = 0; k < turns.length; k++) {
    const [i, j] = turns[forward ? k : turns.length - 1 - k]!;
    const [a, b] = [Math.abs(z[i]!), Math.abs(z[j]!)];
    const [ea, eb] = [errors[i]!, errors[j]!];
    errors[i] = (3 * ea + 4 * eb) / 5 + (gamma(4) * (3 * a + 4 * b)) / 5 + 3 * underflow;
    errors[j] = (3 * eb + 4 * ea) / 5 + (gamma(4) * (3 * b + 4 * a)) / 5 + 3 * underflow;
    turnOnce(z, i, j, forward ? 4 : -4);
  }
};
