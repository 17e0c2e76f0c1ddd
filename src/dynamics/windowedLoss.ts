import { differenceRoundoff, gamma, roundedUp, unitRoundoff } from '../linalg/rounding.ts';
import { type EffectivePair, effectivePair } from '../metric/effectivePair.ts';
import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';
import { itohAbeGradient } from './itohAbe.ts';
import type { UpdateMap } from './updateMap.ts';

/** x, F x, …, F^w x, shape (w + 1). */
const orbit = (map: UpdateMap, x: Vector, window: number): readonly Vector[] => {
  const points = [x];
  for (let k = 0; k < window; k++) points.push(map.apply(points.at(-1)!));
  return points;
};

/**
 * W(x) = Σ_{k<w} L(Fᵏ x), the loss over the window that begins at x, as a loss on the full state.
 *
 * W(x) − W(F x) = L(x) − L(Fʷ x). Its gradient is a central difference (F is known by its values only), which no
 * statement about the sign of W rests on: Itoh–Abe quotients need it at coordinates that do not move only.
 *
 * Source: P8.
 * @param window w ≥ 1
 * @throws RangeError unless w is a whole number ≥ 1
 * Cost: w applications of F a value, 2wN a gradient.
 */
export const windowedLoss = (map: UpdateMap, window: number): Loss => {
  if (!Number.isInteger(window) || window < 1) {
    throw new RangeError(`windowedLoss: window must be a whole number ≥ 1, got window = ${window}`);
  }
  const value = (x: Vector): number =>
    orbit(map, x, window - 1).reduce((sum, point) => sum + map.loss(point), 0);
  return {
    name: `loss over a window of ${window}`,
    dimension: map.dimension,
    facts: {
      convex: false,
      smooth: false,
      network: false,
      stochastic: false,
      timeVarying: false,
      degree: Number.POSITIVE_INFINITY,
    },
    value,
    gradient: (x) =>
      x.map((entry, i) => {
        const step = Math.cbrt(unitRoundoff) * Math.max(1, Math.abs(entry));
        const [up, down] = [x.slice(), x.slice()];
        up[i] = entry + step;
        down[i] = entry - step;
        return (value(up) - value(down)) / (up[i]! - down[i]!);
      }),
    roundoff: (x) => ({
      value: roundedUp(
        orbit(map, x, window - 1).reduce(
          (sum, point) => sum + map.lossRoundoff(point) + window * unitRoundoff * Math.abs(map.loss(point)),
          0,
        ),
      ),
      gradient: new Float64Array(map.dimension).fill(Number.POSITIVE_INFINITY),
    }),
  };
};

/** What a window says of one step of the full state. */
export interface WindowedStep {
  /** L(x) − L(Fʷ x) as computed. */
  readonly drop: number;
  readonly bound: number;
  /** F(x) = x: the full state is at rest. */
  readonly rest: boolean;
  /** (F(x) − x, −D̄W), where the loss fell over the window beyond rounding. */
  readonly pair: EffectivePair | undefined;
}

/**
 * The pair (F(x) − x, −D̄W) with the Itoh–Abe gradient of W: a metric for it exists iff L(Fʷ x) < L(x).
 *
 * Source: P8.
 * @param x state, shape (N)
 * @param window w ≥ 1
 * Accuracy: the bound covers the loss at both ends and what the quotients of y round.
 * Cost: O(w N) applications of F.
 */
export const windowedStep = (map: UpdateMap, x: Vector, window: number): WindowedStep => {
  const end = orbit(map, x, window).at(-1)!;
  const drop = map.loss(x) - map.loss(end);
  const ends = differenceRoundoff(drop, map.lossRoundoff(x), map.lossRoundoff(end));
  const next = map.apply(x);
  const rest = next.every((entry, i) => entry === x[i]);
  const windowed = windowedLoss(map, window);
  const y = itohAbeGradient(windowed, x, next, 0).map((entry) => -entry);
  const g = next.map((entry, i) => entry - x[i]!);
  // The quotients telescope up to three roundings each, and to computed values of W at the two ends.
  const size = y.reduce((sum, entry, i) => sum + Math.abs(entry * g[i]!), 0);
  const sums = windowed.roundoff(x).value + windowed.roundoff(next).value;
  const bound = Math.max(ends, roundedUp(sums + gamma(3) * size));
  // NaN or Infinity in y is in the bound too, which then nothing exceeds.
  return { drop, bound, rest, pair: drop > bound ? effectivePair(g, y) : undefined };
};
