import type { Step } from '../../dynamics/trajectory.ts';
import { displacementRoundoff, mayBeDifference, updateProductBound } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Vector } from '../../types/vector.ts';

/** What one step that moved says about descent to first order. */
export interface StepPair {
  readonly step: Step;
  readonly y: Vector;
  /** yᵀΔ. */
  readonly product: number;
  /** Bound on the rounding error of yᵀΔ. */
  readonly bound: number;
  /** ‖y‖‖Δ‖. */
  readonly norms: number;
  /** cos ψ, rounded. */
  readonly cosine: number;
  /** Whether the directions of y and Δ are more than rounding: Σ rᵢ|Δᵢ| + |yᵢ|eᵢ ≤ ½ Σ |yᵢΔᵢ|, eᵢ as in the bound. */
  readonly significant: boolean;
}

/** The pairs (Δ, y) of a run, y = −∇L, and how far the gradient went from where it was. */
export interface RunPairs {
  /** One for each step with Δ ≠ 0. */
  readonly pairs: readonly StepPair[];
  /**
   * max ‖∇L(θₖ) − ∇L(θ₀)‖ / ‖∇L(θ₀)‖ over the run and where it ends; NaN where ∇L(θ₀) = 0.
   *
   * @param end ∇L behind the last step, shape (D)
   */
  readonly changeUpTo: (end: Vector) => number;
}

/**
 * yᵀΔ with its rounding bound at every step that moves, y the negated ordinary gradient at t = 0.
 *
 * Cost: O(D) and one bound on the rounding of the loss a step; a gradient more where `objective` is not the loss.
 */
export const pairsOfRun = (
  steps: readonly Step[],
  objective: Loss,
  options: { readonly precision: 'float64' | 'float32'; readonly shown: boolean },
): RunPairs => {
  const first = steps[0];
  if (!first) return { pairs: [], changeUpTo: () => Number.NaN };
  const dimension = first.theta.length;
  const largestY = new Float64Array(dimension);
  const largestDelta = new Float64Array(dimension);
  const pairs: StepPair[] = [];
  let start: Vector | undefined;
  let change = 0;
  for (const step of steps) {
    const gradient = options.shown ? step.gradient : objective.gradient(step.theta, 0);
    start ??= gradient;
    change = Math.max(change, squaredDistance(gradient, start));
    const y = new Float64Array(dimension);
    const { delta } = step;
    let product = 0;
    let magnitude = 0;
    let squareY = 0;
    let squareDelta = 0;
    for (let i = 0; i < dimension; i++) {
      y[i] = -gradient[i]!;
      largestY[i] = Math.max(largestY[i]!, Math.abs(y[i]!));
      largestDelta[i] = Math.max(largestDelta[i]!, Math.abs(delta[i]!));
      product += y[i]! * delta[i]!;
      magnitude += Math.abs(y[i]! * delta[i]!);
      squareY += y[i]! ** 2;
      squareDelta += delta[i]! ** 2;
    }
    if (isZero(delta)) continue;
    const norms = Math.sqrt(squareY) * Math.sqrt(squareDelta);
    const cosine = product / norms;
    const gradientRoundoff = objective.roundoff(step.theta, 0).gradient;
    const isDifference = mayBeDifference(step.theta, delta, options.precision);
    let noise = 0;
    for (let i = 0; i < dimension; i++) {
      noise += gradientRoundoff[i]! * Math.abs(delta[i]!);
      if (isDifference) noise += Math.abs(y[i]!) * displacementRoundoff(step.theta[i]!, options.precision);
    }
    pairs.push({
      step,
      y,
      product,
      bound: updateProductBound({
        theta: step.theta,
        y,
        gradientRoundoff,
        delta,
        largestY,
        largestDelta,
        step: step.index,
        precision: options.precision,
      }),
      norms,
      // Squares out of range leave the sign, which is all that is decided.
      cosine: Number.isFinite(cosine) ? cosine : Math.sign(product),
      significant: 2 * noise <= magnitude,
    });
  }
  const norm = squaredDistance(start!, new Float64Array(dimension));
  return {
    pairs,
    changeUpTo: (end) => Math.sqrt(Math.max(change, squaredDistance(end, start!)) / norm),
  };
};

const squaredDistance = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
};

/** Whether every coordinate is 0. */
export const isZero = (values: Vector): boolean => {
  for (const value of values) if (value !== 0) return false;
  return true;
};
