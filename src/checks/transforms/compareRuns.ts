import type { Step } from '../../dynamics/trajectory.ts';
import { euclideanNorm } from '../../linalg/euclideanNorm.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';
import type { Variant } from './law.ts';
import { comparedUpdateBound, directionRoundoff, parameterRoundoff, storedShare } from './rounding.ts';

/** A coordinate in which two runs differ by more than the rounding of Δ. */
export interface Gap {
  readonly step: number;
  readonly coordinate: number;
  readonly plain: number;
  readonly changed: number;
  readonly difference: number;
  /** Differences that stay undecided: some times the rounding of Δ, that of θ and θ′, and that of a direction of size 1. */
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
 * in either run (of the largest ‖Δ‖ where coordinates mix), and beyond that within what storing θ′ changes, where that
 * is a small share of Δ. Cost: O(D) a step.
 */
export const compareRuns = (
  plain: readonly Step[],
  changed: readonly Step[],
  variant: Variant,
  setting: Pick<NamedRule, 'precision' | 'arithmetic'> & { readonly stepSize: number },
): Comparison => {
  const { precision, arithmetic, stepSize } = setting;
  const gaps: Gap[] = [];
  let margin = 1;
  let largest: Vector | undefined;
  for (let k = 0; k < Math.min(plain.length, changed.length); k++) {
    const [one, other] = [plain[k]!, changed[k]!];
    const a = variant.plain(one.delta);
    const b = variant.changed(other.delta);
    const storing = storedBy(one, other, variant);
    largest ??= new Float64Array(a.length);
    const size = sizes(a, b, variant.mixes);
    const direction = (values: Vector, eta: number): Vector =>
      values.map(() => directionRoundoff(eta, arithmetic));
    const besideDelta = () => ({
      directions: sizes(
        variant.plain(direction(one.delta, stepSize)),
        variant.changed(direction(other.delta, variant.stepSize ?? stepSize)),
        variant.mixes,
      ),
      theta: sizes(variant.plain(one.theta), variant.changed(other.theta), variant.mixes),
    });
    // Of all coordinates at once, and only where one needs it.
    let beside: ReturnType<typeof besideDelta> | undefined;
    for (let i = 0; i < a.length; i++) {
      largest[i] = Math.max(largest[i]!, size[i]!);
      const difference = Math.abs(a[i]! - b[i]!);
      if (difference === 0) continue;
      const allowed = comparedUpdateBound({
        dimension: a.length,
        step: k,
        precision: arithmetic,
        largest: largest[i]!,
      });
      if (difference <= allowed) {
        margin = Math.min(margin, (allowed - difference) / allowed);
        continue;
      }
      const stored = storing?.[i] ?? 0;
      if (difference <= allowed + stored && stored <= storedShare * largest[i]!) {
        margin = Math.min(margin, (allowed + stored - difference) / (allowed + stored));
        continue;
      }
      beside ??= besideDelta();
      const { directions, theta } = beside;
      const ofTheta = parameterRoundoff(theta[i]!, storing ? arithmetic : precision);
      gaps.push({
        step: k,
        coordinate: i,
        plain: a[i]!,
        changed: b[i]!,
        difference,
        noise: undecided * allowed + ofTheta + directions[i]! + stored,
      });
    }
  }
  return { gaps, margin };
};

/** What storing θ′ may have changed of the difference of two steps; undefined where the rule hands back Δ. */
const storedBy = (one: Step, other: Step, { plain, changed, mixes }: Variant): Vector | undefined => {
  if (!one.stored || !other.stored) return undefined;
  const [a, b] = [plain(one.stored), changed(other.stored)];
  return mixes
    ? new Float64Array(a.length).fill(euclideanNorm(a) + euclideanNorm(b))
    : a.map((x, i) => Math.abs(x) + Math.abs(b[i]!));
};

/** max(|aᵢ|, |bᵢ|), or max(‖a‖, ‖b‖) in every coordinate. */
const sizes = (a: Vector, b: Vector, mixes: boolean): Vector =>
  mixes
    ? new Float64Array(a.length).fill(Math.max(euclideanNorm(a), euclideanNorm(b)))
    : a.map((x, i) => Math.max(Math.abs(x), Math.abs(b[i]!)));
