import { gamma, leastPositive } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';
import type { Recorded, Variant } from './law.ts';

/** A parameter that is added to a run. */
export interface Added {
  /** Its index among all parameters then. */
  readonly place: number;
  /** Where it is at each step, and the slope of the loss along it there. */
  readonly path: readonly { readonly theta: number; readonly slope: number }[];
}

/**
 * The run with one more parameter φ, on the loss L(θ) + sₖ(φ − φₖ), sₖ its prescribed slope at step k: the gradient with
 * respect to θ is as it was.
 */
export const withAdded = (
  { setting, steps }: Recorded,
  { place, path }: Added,
): Pick<Variant, 'loss' | 'history' | 'onStep'> => {
  let current = 0;
  return {
    loss: addedLoss(
      setting.loss,
      place,
      path.every(({ slope }) => slope === 0),
      () => path[current]!,
    ),
    history: steps.map(({ theta, gradient }, k) => ({
      theta: inserted(theta, place, path[k]!.theta),
      gradient: inserted(gradient, place, path[k]!.slope),
    })),
    onStep(step) {
      current = step;
    },
  };
};

/** The vector with one more coordinate. */
export const inserted = (values: Vector, place: number, value: number): Vector => {
  const result = new Float64Array(values.length + 1);
  result.set(values.subarray(0, place));
  result[place] = value;
  result.set(values.subarray(place), place + 1);
  return result;
};

/** The vector without one coordinate. */
export const removed = (values: Vector, place: number): Vector => values.filter((_, i) => i !== place);

/** @param level whether the new parameter never matters, so that the lower bound stays valid */
const addedLoss = (
  loss: Loss,
  place: number,
  level: boolean,
  now: () => { readonly theta: number; readonly slope: number },
): Loss => {
  const { samples } = loss;
  const term = (zeta: Vector): number => now().slope * (zeta[place]! - now().theta);
  return {
    name: `${loss.name} and a parameter`,
    dimension: loss.dimension + 1,
    facts: { ...loss.facts, network: false, degree: Math.max(loss.facts.degree, 1) },
    value: (zeta, time) => loss.value(removed(zeta, place), time) + term(zeta),
    gradient: (zeta, time) => inserted(loss.gradient(removed(zeta, place), time), place, now().slope),
    roundoff(zeta, time) {
      const { value, gradient } = loss.roundoff(removed(zeta, place), time);
      const size = Math.abs(loss.value(removed(zeta, place), time)) + Math.abs(term(zeta));
      return { value: value + gamma(3) * size + leastPositive, gradient: inserted(gradient, place, 0) };
    },
    ...(loss.smoothness !== undefined && { smoothness: loss.smoothness }),
    ...(level && loss.minimum !== undefined && { minimum: loss.minimum }),
    ...(samples && {
      samples: {
        count: samples.count,
        gradient: (zeta, sample, time) =>
          inserted(samples.gradient(removed(zeta, place), sample, time), place, now().slope),
      },
    }),
  };
};
