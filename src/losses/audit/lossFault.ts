import { isThrown, namedErrorText } from '../../errors.ts';
import { ordinarySize } from '../../linalg/rounding.ts';
import { mixSeed } from '../../linalg/seeded.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import { allowingSingle } from './allowingSingle.ts';
import { contradictedSlope } from './contradictedSlope.ts';
import { degreeFault } from './degreeFault.ts';
import { factFault } from './factFault.ts';
import { LossError } from './lossError.ts';

/** Beyond this size of θ a loss that is written without care may overflow into NaN, which is no fault. */
const moderate = 1e30;

/**
 * Up to this dimension, the usual one, every coordinate is tried; beyond it about `triedCoordinates`, and fewer where
 * all of them are more than `triedNumbers`: each costs some 190 passes over θ where no roundoff is stated.
 */
const fewCoordinates = 64;
const triedCoordinates = 16;
const triedNumbers = 2 ** 16;

/**
 * What is wrong with a loss at θ and t, by its name and coordinate; undefined where nothing is: the value or an entry of
 * the gradient is NaN; the gradient or the stated rounding error has the wrong length; the loss has a memory; the
 * gradient or ∂L/∂t disagrees with the slope of the value; or a stated fact fails.
 *
 * Nothing is said of a gradient where `differentiable` says that there is none, nor of a loss for computing in single
 * precision. Only what contradicts itself beyond rounding is accused; a minimum that is too low, or a degree that is too
 * high, contradicts nothing.
 *
 * @param theta θ, shape (D) @param time t
 * Cost: about 21 values and bounds a coordinate, of which beyond 64 between 16 and 32 are tried, evenly spread, and beyond
 * 4096 as many as have 2¹⁶ numbers together, one at least, others at each θ; and what the stated facts cost.
 */
export const lossFault = (loss: Loss, theta: Vector, time: number): string | undefined =>
  named(loss, () => {
    const point = lookedAt(loss, theta, time);
    if (typeof point === 'string') return point;
    return point && contradiction({ ...point, loss: allowingSingle(loss, theta, time) });
  });

/**
 * The part of {@link lossFault} that costs one value and one gradient: what they throw, a NaN, a wrong length.
 *
 * @param theta θ, shape (D) @param time t
 */
export const formFault = (loss: Loss, theta: Vector, time: number): string | undefined =>
  named(loss, () => {
    const point = lookedAt(loss, theta, time);
    return typeof point === 'string' ? point : undefined;
  });

const named = (loss: Loss, find: () => string | undefined): string | undefined => {
  try {
    const fault = find();
    return fault && `${loss.name}: ${fault}`;
  } catch (error) {
    return isThrown(error, LossError) ? error.message : `${loss.name}: throws ${namedErrorText(error)}`;
  }
};

/** What a loss says at a point, its fault there in words, or undefined where overflow explains everything. */
const lookedAt = (loss: Loss, theta: Vector, time: number): Point | string | undefined => {
  const value = loss.value(theta, time);
  const where = `at θ = [${theta.subarray(0, 8).join(', ')}${theta.length > 8 ? ', …' : ''}]${time === 0 ? '' : `, t = ${time}`}`;
  if (typeof value !== 'number') return `value is a ${typeof value}, not a number, ${where}`;
  // A copy: a loss with a buffer of its own would change it.
  const gradient = loss.gradient(theta, time).slice();
  if (gradient.length !== loss.dimension) {
    return `gradient has length ${gradient.length}, θ has ${loss.dimension}`;
  }
  const small = theta.every((entry) => Math.abs(entry) <= moderate);
  if (!small || Math.abs(value) === Number.POSITIVE_INFINITY) return undefined;
  if (Number.isNaN(value)) return `value is NaN ${where}`;
  const smooth = loss.differentiable?.(theta) !== false;
  const missing = gradient.findIndex((entry) => Number.isNaN(entry));
  if (smooth && missing >= 0) return `gradient[${missing}] is NaN ${where}`;
  return { loss, theta, time, value, gradient, where };
};

const contradiction = (point: Point): string | undefined => {
  const { loss, theta, time, gradient } = point;
  const isWhole = !gradient.some((entry) => Number.isNaN(entry));
  return (
    memoryFault(point) ??
    roundoffFault(point) ??
    (isWhole ? gradientFault(point) : undefined) ??
    timeDerivativeFault(point) ??
    (isWhole ? factFault(loss, theta, time) : undefined) ??
    degreeFault(loss, theta, time)
  );
};

/** Where a loss is looked at, and what it says there. */
interface Point {
  readonly loss: Loss;
  readonly theta: Vector;
  readonly time: number;
  readonly value: number;
  readonly gradient: Vector;
  /** In words. */
  readonly where: string;
}

/** Nothing is asked of the bound on an entry that is NaN where the loss is not differentiable, nor of NaN far away, where a bound may be 0 · ∞. */
const roundoffFault = ({ loss, theta, time, gradient: entries, where }: Point): string | undefined => {
  const { value, gradient } = loss.roundoff(theta, time);
  const far = theta.some((entry) => Math.abs(entry) > ordinarySize);
  const isBound = (bound: number): boolean => bound >= 0 || (far && Number.isNaN(bound));
  if (!isBound(value)) return `roundoff must bound the value by a number ≥ 0, got value = ${value} ${where}`;
  if (gradient.length !== loss.dimension) {
    return `roundoff must bound each entry of the gradient, got ${gradient.length} bounds for ${loss.dimension} entries`;
  }
  const wrong = gradient.findIndex((bound, i) => !isBound(bound) && !Number.isNaN(entries[i]!));
  return wrong < 0
    ? undefined
    : `roundoff must bound the gradient by numbers ≥ 0, got gradient[${wrong}] = ${gradient[wrong]} ${where}`;
};

/**
 * Whether value and gradient are as they were once both have been asked for elsewhere, to the last bit: an assumed
 * rounding error would take a memory for noise, and a run that is to be replayed needs every bit.
 */
const memoryFault = ({ loss, theta, time, value, gradient }: Point): string | undefined => {
  const elsewhere = theta.map((entry) => entry + 1);
  loss.gradient(elsewhere, time);
  loss.value(elsewhere, time);
  const again = loss.gradient(theta, time);
  const second = loss.value(theta, time);
  const pure = 'at the same θ a moment later: a loss must be a function of θ and t alone';
  const changed = again.findIndex((entry, i) => differs(entry, gradient[i]!));
  if (changed >= 0) return `gradient[${changed}] is ${gradient[changed]}, and ${again[changed]} ${pure}`;
  return differs(value, second) ? `value is ${value}, and ${second} ${pure}` : undefined;
};

const differs = (a: number, b: number): boolean => a !== b && !(Number.isNaN(a) && Number.isNaN(b));

const gradientFault = ({ loss, theta, time, gradient, where }: Point): string | undefined => {
  const largest = gradient.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const { first, stride } = triedOf(theta);
  for (let i = first; i < theta.length; i += stride) {
    const slope = contradictedSlope({
      along(distance) {
        const moved = theta.with(i, theta[i]! + distance);
        return {
          distance: moved[i]! - theta[i]!,
          value: loss.value(moved, time),
          error: loss.roundoff(moved, time).value,
        };
      },
      size: Math.max(Math.abs(theta[i]!), 1),
      slope: gradient[i]!,
      largest,
    });
    if (slope !== undefined) {
      return `gradient[${i}] is ${gradient[i]}, but value has the slope ${shorten(slope)} ${where}`;
    }
  }
  return undefined;
};

/** Which coordinates are tried at θ. */
const triedOf = (theta: Vector): { readonly first: number; readonly stride: number } => {
  const { length } = theta;
  if (length <= fewCoordinates) return { first: 0, stride: 1 };
  const few = length > triedNumbers / triedCoordinates;
  const stride = Math.floor(few ? length ** 2 / triedNumbers : length / triedCoordinates);
  const place = theta.reduce((sum, entry) => sum + entry, 0);
  return { first: few ? (mixSeed(0, `${place}`) >>> 0) % Math.min(stride, length) : 0, stride };
};

const timeDerivativeFault = ({ loss, theta, time, where }: Point): string | undefined => {
  const stated = loss.timeDerivative?.(theta, time);
  if (stated === undefined) return undefined;
  if (typeof stated !== 'number' || Number.isNaN(stated)) return `timeDerivative is ${stated} ${where}`;
  const slope = contradictedSlope({
    along: (distance) => ({
      distance: time + distance - time,
      value: loss.value(theta, time + distance),
      error: loss.roundoff(theta, time + distance).value,
    }),
    size: Math.max(time, 1),
    slope: stated,
    largest: Math.abs(stated),
  });
  return slope === undefined
    ? undefined
    : `timeDerivative is ${stated}, but value has the slope ${shorten(slope)} in t ${where}`;
};

const shorten = (slope: number): string => String(Number(slope.toPrecision(4)));
