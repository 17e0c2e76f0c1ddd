import { gradientDisagreement } from './rounding.ts';

/** L at a point of a line. */
export interface LinePoint {
  /** How far the point is from the middle, exactly as rounded. */
  readonly distance: number;
  readonly value: number;
  /** A bound on the rounding error of the value. */
  readonly error: number;
}

/** A stated slope of L along a line. */
export interface StatedSlope {
  /** L at about this distance from the middle. */
  readonly along: (distance: number) => LinePoint;
  /** The size of the middle, which steps are relative to. */
  readonly size: number;
  readonly slope: number;
  /** The largest of the slopes that were computed together with it, by size. */
  readonly largest: number;
}

/** Steps of the difference quotients, relative to `size`: from coarse to fine, in steps of 8. */
const steps = Array.from({ length: 10 }, (_, k) => 2 ** (-8 - 3 * k));

/** At how many step sizes in a row, the finest that rounding leaves usable, a slope must be wrong. */
const agreeing = 3;

/**
 * The slope of L that rules out the stated one, at the finest usable step; undefined where none does.
 *
 * The slope is bracketed by the quotients to either side, widened by how much they still change between two step sizes
 * and by the rounding errors of the values. It is contradicted only where it lies outside the bracket at the three
 * finest usable steps, so that kinks, curvature and rounding never accuse a right loss.
 *
 * Cost: 21 values and bounds.
 */
export const contradictedSlope = ({ along, size, slope, largest }: StatedSlope): number | undefined => {
  const middle = along(0);
  const quotients = steps.map((step) => quotient(middle, along(step * size), along(-step * size)));
  const outside: boolean[] = [];
  let finest: number | undefined;
  for (let k = steps.length - 2; k >= 0 && outside.length < agreeing; k--) {
    const [at, finer] = [quotients[k]!, quotients[k + 1]!];
    if (!Number.isFinite(at.low + at.high + at.noise)) continue;
    const distance = Math.max(at.low - slope, slope - at.high);
    // Too fine: what rounding alone explains cannot tell right from wrong.
    if (!(at.noise + finer.noise < Math.abs(at.middle - slope) / 8)) continue;
    const change = Math.abs(at.middle - finer.middle);
    finest ??= at.middle;
    const allowed = gradientDisagreement(slope, at.middle, largest);
    outside.push(distance > 4 * (change + at.noise + finer.noise) + allowed);
  }
  return outside.length === agreeing && outside.every(Boolean) ? finest : undefined;
};

interface Quotient {
  readonly low: number;
  readonly high: number;
  readonly middle: number;
  readonly noise: number;
}

const quotient = (here: LinePoint, above: LinePoint, below: LinePoint): Quotient => {
  const [ahead, behind] = [above.distance, -below.distance];
  const forward = (above.value - here.value) / ahead;
  const backward = (here.value - below.value) / behind;
  return {
    low: Math.min(forward, backward),
    high: Math.max(forward, backward),
    middle: (above.value - below.value) / (ahead + behind),
    noise: (here.error + above.error + below.error) / Math.min(ahead, behind),
  };
};
