import { gamma, roundedUp } from '../../linalg/rounding.ts';
import type { Landmark, Loss, LossFacts } from '../../types/loss.ts';

/** One term of a loss Σ wᵢ f(θᵢ − mᵢ), as functions of the rounded d = θᵢ − mᵢ, whose relative error is u. */
export interface Term {
  value(d: number, weight: number): number;
  slope(d: number, weight: number): number;
  /** |fl(w f(d)) − w f(d exact)| at most. */
  valueError(d: number, weight: number): number;
  /** The same for w f′. */
  slopeError(d: number, weight: number): number;
}

/** What determines a separable loss. */
export interface Separable {
  readonly name: string;
  readonly facts: LossFacts;
  readonly weights: readonly number[];
  /** m, shape (D). */
  readonly centre: readonly number[];
  readonly term: Term;
  readonly smoothness?: number;
  readonly minimum?: number;
  readonly landmarks?: readonly Landmark[];
  /** Whether f is differentiable at d; always, by default. */
  readonly differentiable?: (d: number) => boolean;
}

/**
 * L(θ) = Σ wᵢ f(θᵢ − mᵢ).
 *
 * Accuracy: each term as it states, and γ_D of the sum of their sizes. Cost: O(D), two calls a coordinate.
 */
export const separableLoss = (separable: Separable): Loss => {
  const w = Float64Array.from(separable.weights);
  const m = Float64Array.from(separable.centre);
  const { term, differentiable, smoothness, minimum, landmarks } = separable;
  const dimension = w.length;
  return {
    name: separable.name,
    dimension,
    facts: separable.facts,
    value(theta) {
      let sum = 0;
      for (let i = 0; i < dimension; i++) sum += term.value(theta[i]! - m[i]!, w[i]!);
      return sum;
    },
    gradient(theta) {
      const result = new Float64Array(dimension);
      for (let i = 0; i < dimension; i++) result[i] = term.slope(theta[i]! - m[i]!, w[i]!);
      return result;
    },
    roundoff(theta) {
      const bounds = new Float64Array(dimension);
      let size = 0;
      let carried = 0;
      for (let i = 0; i < dimension; i++) {
        const d = theta[i]! - m[i]!;
        size += Math.abs(term.value(d, w[i]!));
        carried += term.valueError(d, w[i]!);
        bounds[i] = roundedUp(term.slopeError(d, w[i]!));
      }
      return { value: roundedUp(gamma(dimension) * size + carried), gradient: bounds };
    },
    ...(differentiable && {
      differentiable: (theta) => theta.every((entry, i) => differentiable(entry - m[i]!)),
    }),
    ...(smoothness !== undefined && { smoothness }),
    ...(minimum !== undefined && { minimum }),
    ...(landmarks && { landmarks }),
  };
};
