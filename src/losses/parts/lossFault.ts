import { gradientDisagreement } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { factFault } from './factFault.ts';

/** Beyond this size of θ a loss that is written without care may overflow into NaN, which is no fault. */
const moderate = 1e30;

/** Steps of the difference quotients, relative to max(|θᵢ|, 1): from coarse to fine, in steps of 8. */
const steps = Array.from({ length: 10 }, (_, k) => 2 ** (-8 - 3 * k));

/** About how many coordinates of a large θ are tried. */
const triedCoordinates = 16;

/** At how many step sizes in a row, the finest that rounding leaves usable, a gradient must be wrong. */
const agreeing = 3;

/**
 * What is wrong with a loss at θ, by its name and coordinate: the value or an entry of the gradient is NaN, the
 * gradient has the wrong length, it disagrees with the slope of the value, or a stated fact fails. Undefined where
 * nothing is.
 *
 * The slope along a coordinate is bracketed by the quotients to either side, widened by how much they still change
 * between two step sizes and by the rounding errors of the values. An entry is wrong only where it lies outside
 * the bracket at the three finest usable steps, so that kinks, curvature and rounding never accuse a right loss.
 *
 * @param theta θ, shape (D)
 * Cost: 30 values and bounds a coordinate; beyond 32 coordinates between 16 and 32 of them are tried, evenly spread.
 */
export const lossFault = (loss: Loss, theta: Vector): string | undefined => {
  try {
    return faultAt(loss, theta);
  } catch (error) {
    return `${loss.name}: throws ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
};

const faultAt = (loss: Loss, theta: Vector): string | undefined => {
  const value = loss.value(theta);
  const where = `at θ = [${theta.subarray(0, 8).join(', ')}${theta.length > 8 ? ', …' : ''}]`;
  const small = theta.every((entry) => Math.abs(entry) <= moderate);
  if (typeof value !== 'number') return `${loss.name}: value is a ${typeof value}, not a number, ${where}`;
  const gradient = loss.gradient(theta);
  if (gradient.length !== loss.dimension) {
    return `${loss.name}: gradient has length ${gradient.length}, θ has ${loss.dimension}`;
  }
  if (!small || Math.abs(value) === Number.POSITIVE_INFINITY) return undefined;
  if (Number.isNaN(value)) return `${loss.name}: value is NaN ${where}`;
  const missing = gradient.findIndex((entry) => Number.isNaN(entry));
  if (missing >= 0) return `${loss.name}: gradient[${missing}] is NaN ${where}`;
  const stride = Math.max(1, Math.floor(theta.length / triedCoordinates));
  const largest = gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  for (let i = 0; i < theta.length; i += stride) {
    const slope = contradictingSlope({ loss, theta, i, entry: gradient[i]!, largest });
    if (slope !== undefined) {
      return `${loss.name}: gradient[${i}] is ${gradient[i]}, but value has the slope ${shorten(slope)} ${where}`;
    }
  }
  return factFault(loss, theta);
};

const shorten = (slope: number): string => String(Number(slope.toPrecision(4)));

interface Quotient {
  readonly low: number;
  readonly high: number;
  readonly middle: number;
  readonly noise: number;
}

/** One entry of a gradient that is looked at. */
interface Suspect {
  readonly loss: Loss;
  readonly theta: Vector;
  readonly i: number;
  readonly entry: number;
  /** The largest entry of the gradient by size. */
  readonly largest: number;
}

/** The central slope of the value along coordinate i where it rules out `entry`, at the finest usable step. */
const contradictingSlope = ({ loss, theta, i, entry, largest }: Suspect): number | undefined => {
  const quotients = steps.map((step) => quotient(loss, theta, i, step * Math.max(Math.abs(theta[i]!), 1)));
  const outside: boolean[] = [];
  let finest: number | undefined;
  for (let k = steps.length - 2; k >= 0 && outside.length < agreeing; k--) {
    const [at, finer] = [quotients[k]!, quotients[k + 1]!];
    if (!Number.isFinite(at.low + at.high + at.noise)) continue;
    const distance = Math.max(at.low - entry, entry - at.high);
    // Too fine: what rounding alone explains cannot tell right from wrong.
    if (!(at.noise + finer.noise < Math.abs(at.middle - entry) / 8)) continue;
    const change = Math.abs(at.middle - finer.middle);
    finest ??= at.middle;
    const allowed = gradientDisagreement(entry, at.middle, largest);
    outside.push(distance > 4 * (change + at.noise + finer.noise) + allowed);
  }
  return outside.length === agreeing && outside.every(Boolean) ? finest : undefined;
};

const quotient = (loss: Loss, theta: Vector, i: number, step: number): Quotient => {
  const [up, down] = [theta.slice(), theta.slice()];
  up[i] = theta[i]! + step;
  down[i] = theta[i]! - step;
  const [ahead, behind] = [up[i]! - theta[i]!, theta[i]! - down[i]!];
  const [here, above, below] = [loss.value(theta), loss.value(up), loss.value(down)];
  const forward = (above - here) / ahead;
  const backward = (here - below) / behind;
  const errors = loss.roundoff(theta).value + loss.roundoff(up).value + loss.roundoff(down).value;
  return {
    low: Math.min(forward, backward),
    high: Math.max(forward, backward),
    middle: (above - below) / (ahead + behind),
    noise: errors / Math.min(ahead, behind),
  };
};
