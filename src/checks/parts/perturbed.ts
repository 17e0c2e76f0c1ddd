import type { Shown } from '../../dynamics/trajectory.ts';
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
    const norm = mixes ? Math.hypot(...values) : 0;
    return values.map((value) => value + amount * centred(random) * (mixes ? norm : value));
  };
  return { theta: shift(theta), gradient: shift(gradient) };
};

/** L and ∇L, each off by up to its own bound on rounding errors. */
export const perturbedLoss = (loss: Loss, random: Random): Loss => ({
  ...loss,
  value: (theta, time) => loss.value(theta, time) + centred(random) * loss.roundoff(theta, time).value,
  gradient(theta, time) {
    const { gradient } = loss.roundoff(theta, time);
    return loss.gradient(theta, time).map((d, i) => d + centred(random) * gradient[i]!);
  },
});

/** Uniform on (−1, 1). */
export const centred = (random: Random): number => 2 * random() - 1;
