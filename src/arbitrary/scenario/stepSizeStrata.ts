import { euclideanNorm } from '../../linalg/euclideanNorm.ts';
import type { Loss } from '../../types/loss.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { logUniform, shortDecimal, weightedOneOf } from '../choose.ts';

/** Step sizes in units of 1/β, where gradient descent is stable below 2 on a quadratic (P11). */
export const stepSizeStrata = [
  { label: 'tiny', min: 1e-8, max: 1e-4, weight: 15 },
  { label: 'small', min: 1e-4, max: 1e-1, weight: 30 },
  { label: 'moderate', min: 1e-1, max: 1, weight: 30 },
  { label: 'near threshold', min: 1, max: 2.1, weight: 15 },
  { label: 'beyond', min: 2.1, max: 100, weight: 10 },
] as const;

/**
 * A step size η > 0 at a stratified multiple of 1/curvature, at most `max`.
 *
 * @param curvature β or an estimate of it at the start, > 0
 * @param max the largest η allowed, Infinity where there is no limit
 */
export const drawStepSize = (curvature: number, max: number, random: Random): number => {
  const stratum = weightedOneOf(random, stepSizeStrata);
  const relative = logUniform(random, stratum.min, stratum.max);
  const wanted = relative / curvature;
  // Beyond the limit the same share of it is taken instead, so that the strata below the limit keep theirs.
  const limited = wanted <= max ? wanted : max * Math.min(1, relative / 100 + random());
  const rounded = random() < 0.7 ? shortDecimal(limited, 3) : limited;
  return clampStepSize(rounded, max);
};

const clampStepSize = (stepSize: number, max: number): number =>
  Math.min(Math.max(stepSize, Number.MIN_VALUE), Math.min(max, Number.MAX_VALUE));

/**
 * The size of ∇²L along ∇L near θ: β where the loss knows it, otherwise ‖∇L(θ+h) − ∇L(θ)‖/‖h‖ with h a thousandth
 * of the scale of θ against the gradient; 1 where neither is positive and finite.
 */
export const curvatureAt = (loss: Loss, theta: Vector): number => {
  if (loss.smoothness !== undefined) return positiveOrOne(loss.smoothness);
  const gradient = loss.gradient(theta, 0);
  const size = euclideanNorm(gradient);
  const reach = 1e-3 * (1 + euclideanNorm(theta));
  const moved = theta.slice();
  for (let i = 0; i < moved.length; i++) moved[i] = theta[i]! - (reach * gradient[i]!) / size;
  const change = loss.gradient(moved, 0);
  for (let i = 0; i < change.length; i++) change[i] = change[i]! - gradient[i]!;
  return positiveOrOne(euclideanNorm(change) / reach);
};

const positiveOrOne = (x: number): number => (x > 0 && x < Number.POSITIVE_INFINITY ? x : 1);
