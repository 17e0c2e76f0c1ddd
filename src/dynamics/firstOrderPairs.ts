import { isZero } from '../linalg/vector.ts';
import type { Vector } from '../types/vector.ts';
import type { Evidence } from './evidence.ts';
import { differenceOf, updateProductBound } from './rounding.ts';
import type { Step } from './trajectory.ts';

/** What one step that moved says about descent to first order. */
export interface StepPair {
  /** Its place k in the run. */
  readonly k: number;
  readonly step: Step;
  /** yᵀΔ. */
  readonly product: number;
  /** Bound on the rounding error of yᵀΔ. */
  readonly bound: number;
  /** ‖y‖‖Δ‖. */
  readonly norms: number;
  /** cos ψ, rounded. */
  readonly cosine: number;
}

/**
 * yᵀΔ with its rounding bound at every step with Δ ≠ 0, y = −∇L.
 *
 * Cost: O(D) a step, and y with its bounds.
 */
export const firstOrderPairs = (evidence: Evidence): readonly StepPair[] => {
  const { steps, precision, arithmetic } = evidence;
  const dimension = steps[0]?.theta.length ?? 0;
  const largestY = new Float64Array(dimension);
  const largestDelta = new Float64Array(dimension);
  const pairs: StepPair[] = [];
  for (let k = 0; k < steps.length; k++) {
    const step = steps[k]!;
    const { theta, delta } = step;
    const y = evidence.y(k);
    let product = 0;
    let squareY = 0;
    let squareDelta = 0;
    for (let i = 0; i < dimension; i++) {
      largestY[i] = Math.max(largestY[i]!, Math.abs(y[i]!));
      largestDelta[i] = Math.max(largestDelta[i]!, Math.abs(delta[i]!));
      product += y[i]! * delta[i]!;
      squareY += y[i]! ** 2;
      squareDelta += delta[i]! ** 2;
    }
    if (isZero(delta)) continue;
    const norms = Math.sqrt(squareY) * Math.sqrt(squareDelta);
    const cosine = product / norms;
    pairs.push({
      k,
      step,
      product,
      bound: updateProductBound({
        theta,
        y,
        gradientRoundoff: evidence.yRoundoff(k),
        delta,
        largestY,
        largestDelta,
        step: step.index,
        precision,
        arithmetic,
        stored: step.stored,
      }),
      norms,
      // Squares out of range leave the sign, which is all that is decided.
      cosine: Number.isFinite(cosine) ? cosine : Math.sign(product),
    });
  }
  return pairs;
};

/**
 * Whether the directions of y and Δ are more than rounding: Σ rᵢ|Δᵢ| + |yᵢ|eᵢ ≤ ½ Σ |yᵢΔᵢ|, rᵢ and eᵢ as in
 * `updateProductBound`. Cost: O(D), and the bounds on y.
 */
export const isSignificant = (evidence: Evidence, { k, step }: StepPair): boolean => {
  const [y, roundoff] = [evidence.y(k), evidence.yRoundoff(k)];
  const { theta, delta, stored } = step;
  const { precision, arithmetic } = evidence;
  const off = differenceOf({ theta, delta, stored, precision, arithmetic });
  let [noise, magnitude] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    magnitude += Math.abs(y[i]! * delta[i]!);
    noise += roundoff[i]! * Math.abs(delta[i]!);
    if (off) noise += Math.abs(y[i]!) * off(i);
  }
  return 2 * noise <= magnitude;
};

/**
 * max ‖∇L(θₖ) − ∇L(θ₀)‖ / ‖∇L(θ₀)‖ over a run and where it ends; NaN where ∇L(θ₀) = 0 and of a run without a step.
 *
 * Cost: O(D) a step, and y there and at the end.
 */
export const gradientChange = (evidence: Evidence): number => {
  const points = evidence.steps.length;
  if (points === 0) return Number.NaN;
  const start = evidence.y(0);
  let change = 0;
  for (let k = 1; k <= points; k++) change = Math.max(change, squaredDistance(evidence.y(k), start));
  return Math.sqrt(change / squaredDistance(start, new Float64Array(start.length)));
};

const squaredDistance = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
};
