import type { Vector } from '../../types/vector.ts';

/** Turns that count as none: a schedule begins again, the more rarely the longer it runs. */
const fewTurns = 16;

/**
 * Whether a sequence converges, or is monotone between a few turns, or has a period: each of its parts, every p-th value,
 * is monotone but for noise, for one p.
 *
 * Cost: O(n) where it settles; O(n · longest) where it does not.
 */
export const isSettled = (
  values: Vector,
  { noise, longest }: { readonly noise: number; readonly longest: number },
): boolean => {
  const quarter = Math.floor(values.length / 4);
  const [before, last] = [values.subarray(2 * quarter, 3 * quarter), values.subarray(3 * quarter)];
  if (spreadOf(last) <= Math.max(noise, spreadOf(before) / 2)) return true;
  if (turnsOf(values, 0, 1, noise) <= fewTurns) return true;
  for (let period = 2; period <= longest && 4 * period <= values.length; period++) {
    let settled = true;
    for (let first = 0; first < period && settled; first++) {
      settled = turnsOf(values, first, period, noise) <= 1;
    }
    if (settled) return true;
  }
  return false;
};

const spreadOf = (values: Vector): number => {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
};

/** How often every p-th value turns by more than noise. */
const turnsOf = (values: Vector, first: number, period: number, noise: number): number => {
  let turns = 0;
  let direction = 0;
  let extreme = values[first]!;
  for (let k = first + period; k < values.length; k += period) {
    const value = values[k]!;
    const change = value - extreme;
    // Within noise of the last extreme nothing has happened yet.
    if (direction === 0) {
      if (Math.abs(change) > noise) [direction, extreme] = [Math.sign(change), value];
    } else if (direction * change >= 0) extreme = value;
    else if (Math.abs(change) > noise) {
      turns++;
      [direction, extreme] = [-direction, value];
    }
  }
  return turns;
};
