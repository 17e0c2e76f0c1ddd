import type { Step } from '../../../dynamics/trajectory.ts';
import { euclideanNorm } from '../../../linalg/euclideanNorm.ts';
import { comparedUpdateBound, directionRoundoff, parameterRoundoff } from '../../../linalg/rounding.ts';
import type { Vector } from '../../../types/vector.ts';
import type { Variant } from './law.ts';

/** A coordinate in which two runs differ by more than the rounding of Δ. */
export interface Gap {
  readonly step: number;
  readonly coordinate: number;
  readonly plain: number;
  readonly changed: number;
  readonly difference: number;
  /** Differences that stay undecided: some times the rounding of Δ, that of θ, and that of a direction of size 1. */
  readonly noise: number;
}

export interface Comparison {
  /** In order of steps. */
  readonly gaps: readonly Gap[];
  /** Least (allowed − measured)/allowed over all coordinates without a gap; 1 where both runs agree in every bit. */
  readonly margin: number;
}

/** How many times the rounding of Δ a difference may be without refuting. */
const undecided = 16;

/**
 * Compares Δ of two runs in the coordinates of a variant, each within `comparedUpdateBound` of the largest |Δᵢ| so far
 * in either run (of the largest ‖Δ‖ where coordinates mix). Cost: O(D) a step.
 */
export const compareRuns = (
  plain: readonly Step[],
  changed: readonly Step[],
  variant: Variant,
  { precision, stepSize }: { readonly precision: 'float64' | 'float32'; readonly stepSize: number },
): Comparison => {
  const gaps: Gap[] = [];
  let margin = 1;
  let largest: Vector | undefined;
  for (let k = 0; k < Math.min(plain.length, changed.length); k++) {
    const a = variant.plain(plain[k]!.delta);
    const b = variant.changed(changed[k]!.delta);
    largest ??= new Float64Array(a.length);
    const size = sizes(a, b, variant.mixes);
    for (let i = 0; i < a.length; i++) {
      largest[i] = Math.max(largest[i]!, size[i]!);
      const difference = Math.abs(a[i]! - b[i]!);
      if (difference === 0) continue;
      const allowed = comparedUpdateBound({
        dimension: a.length,
        step: k,
        precision,
        largest: largest[i]!,
      });
      if (difference <= allowed) {
        margin = Math.min(margin, (allowed - difference) / allowed);
        continue;
      }
      const direction = (values: Vector, eta: number): Vector =>
        values.map(() => directionRoundoff(eta, precision));
      const directions = sizes(
        variant.plain(direction(plain[k]!.delta, stepSize)),
        variant.changed(direction(changed[k]!.delta, variant.stepSize ?? stepSize)),
        variant.mixes,
      );
      const theta = sizes(variant.plain(plain[k]!.theta), variant.changed(changed[k]!.theta), variant.mixes);
      gaps.push({
        step: k,
        coordinate: i,
        plain: a[i]!,
        changed: b[i]!,
        difference,
        noise: undecided * allowed + parameterRoundoff(theta[i]!, precision) + directions[i]!,
      });
    }
  }
  return { gaps, margin };
};

/** max(|aᵢ|, |bᵢ|), or max(‖a‖, ‖b‖) in every coordinate. */
const sizes = (a: Vector, b: Vector, mixes: boolean): Vector =>
  mixes
    ? new Float64Array(a.length).fill(Math.max(euclideanNorm(a), euclideanNorm(b)))
    : a.map((x, i) => Math.max(Math.abs(x), Math.abs(b[i]!)));
