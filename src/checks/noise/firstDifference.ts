import type { Trajectory } from '../../dynamics/trajectory.ts';
import { shortApart } from '../outcome/figures.ts';

/** The first place at which two runs differ. */
export interface Difference {
  readonly step: number;
  /** −1 where not Δθ differs but how the run ended. */
  readonly coordinate: number;
  readonly one: number;
  readonly other: number;
  readonly sentence: string;
}

/** The first step and coordinate at which Δθ differs in any bit (0 and −0 count as equal), or where one run ends. */
export const firstDifference = (one: Trajectory, other: Trajectory): Difference | undefined => {
  const count = Math.max(one.steps.length, other.steps.length);
  for (let k = 0; k < count; k++) {
    const [a, b] = [one.steps[k], other.steps[k]];
    if (!a || !b) {
      const last = one.fault ?? other.fault;
      return {
        step: k,
        coordinate: -1,
        one: Number.NaN,
        other: Number.NaN,
        sentence: `at step ${k} one run ends${last ? ` (${last.message})` : ''} and the other goes on`,
      };
    }
    for (let i = 0; i < a.delta.length; i++) {
      const [x, y] = [a.delta[i]!, b.delta[i]!];
      if (x !== y) {
        const [shownX, shownY] = shortApart(x, y);
        return {
          step: a.index,
          coordinate: i,
          one: x,
          other: y,
          sentence: `at step ${a.index} Δθ[${i}] is ${shownX} in one run and ${shownY} in the other`,
        };
      }
    }
  }
  return undefined;
};
