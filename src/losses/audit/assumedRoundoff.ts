import { underflow } from '../../linalg/rounding.ts';
import type { Loss, Roundoff } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { assumedRoundings as assumed } from './rounding.ts';

/** Patterns of signs in which the coordinates of θ are perturbed: + − + − …, + + − − … and all +. */
const patterns: readonly ((i: number) => number)[] = [
  (i) => (i % 2 === 0 ? 1 : -1),
  (i) => (i % 4 < 2 ? -1 : 1),
  () => 1,
];

/**
 * A conservative bound on the rounding errors of a loss that states none: a thousand roundings of the result, and
 * twice the largest change of the result when θ is perturbed by a thousand roundings in three patterns of signs.
 *
 * An assumption, not a proof: it fails for a loss whose intermediates cancel by more than a factor of a thousand
 * without depending on θ. Cost: four values and four gradients.
 */
export const assumedRoundoff = (
  loss: Pick<Loss, 'value' | 'gradient'>,
  theta: Vector,
  time: number,
): Roundoff => {
  const value = loss.value(theta, time);
  const gradient = loss.gradient(theta, time);
  const spread = new Float64Array(gradient.length);
  let change = 0;
  let largest = 0;
  for (const sign of patterns) {
    const moved = theta.map((entry, i) => entry * (1 + assumed * sign(i)));
    change = Math.max(change, Math.abs(loss.value(moved, time) - value));
    const slope = loss.gradient(moved, time);
    for (let i = 0; i < spread.length; i++) {
      spread[i] = Math.max(spread[i]!, Math.abs(slope[i]! - gradient[i]!));
    }
  }
  for (const entry of gradient) largest = Math.max(largest, Math.abs(entry));
  return {
    value: assumed * Math.abs(value) + 2 * change + underflow,
    gradient: spread.map((entry) => assumed * largest + 2 * entry + underflow),
  };
};
