import type { Shown } from '../../dynamics/trajectory.ts';
import { euclideanNorm } from '../../linalg/euclideanNorm.ts';
import type { Loss } from '../../types/loss.ts';
import type { Random, Vector } from '../../types/vector.ts';

/**
 * θ and ∇L, each coordinate off by up to `amount` relative to itself, or to the norm where coordinates mix.
 *
 * @param amount a few u
 */
export const perturbedShown = (
  { theta, gradient }: Shown,
  amount: number,
  mixes: boolean,
  random: Random,
): Shown => {
  const shift = (values: Vector): Vector => {
    const norm = mixes ? euclideanNorm(values) : 0;
    return values.map((value) => value + amount * centred(random) * (mixes ? norm : value));
  };
  return { theta: shift(theta), gradient: shift(gradient) };
};

/**
 * L and ∇L, each off by up to its own bound on rounding errors, at a θ that is off by up to `amount` relative in each
 * coordinate, anew at every call: a rule may round θ before it asks.
 */
export const perturbedLoss = (loss: Loss, amount: number, random: Random): Loss => {
  const near = (theta: Vector): Vector => theta.map((x) => x + amount * centred(random) * x);
  return {
    ...loss,
    value(theta, time) {
      const moved = near(theta);
      return loss.value(moved, time) + centred(random) * loss.roundoff(moved, time).value;
    },
    gradient(theta, time) {
      const moved = near(theta);
      const { gradient } = loss.roundoff(moved, time);
      return loss.gradient(moved, time).map((d, i) => d + centred(random) * gradient[i]!);
    },
  };
};

/** Uniform on (−1, 1). */
export const centred = (random: Random): number => 2 * random() - 1;
