import { isZero } from '../linalg/vector.ts';
import type { Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';

/**
 * How far L can change where θ is off by up to eᵢ in each coordinate: Σᵢ eᵢ·max|∂ᵢL| over the box θ ± e, sampled at three
 * points, times D. Near a minimum this is what is left of a step that would otherwise go down.
 *
 * Cost: three gradients.
 */
export const changeWithin = (loss: Loss, theta: Vector, radius: Vector, time: number): number => {
  if (isZero(radius)) return 0;
  const gradients = [-1, 0, 1].map((side) =>
    loss.gradient(
      theta.map((value, i) => value + side * radius[i]!),
      time,
    ),
  );
  let sum = 0;
  for (let i = 0; i < radius.length; i++) {
    sum += radius[i]! * gradients.reduce((largest, gradient) => Math.max(largest, Math.abs(gradient[i]!)), 0);
  }
  return sum * theta.length;
};
