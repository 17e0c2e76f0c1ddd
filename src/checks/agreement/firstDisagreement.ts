import type { Precision } from '../../types/rule.ts';
import type { Running, Step } from '../../types/run.ts';
import {
  comparedUpdateBound,
  directionRoundoff,
  parameterRoundoff,
  smallNoise,
} from '../transforms/rounding.ts';

/** What the comparison of two runs over the same gradients came to. */
export type Agreed =
  | { readonly status: 'together'; readonly margin: number }
  | { readonly status: 'undecided'; readonly step: number }
  | {
      readonly status: 'apart';
      readonly step: number;
      readonly coordinate: number;
      readonly measured: number;
      readonly allowed: number;
    };

/**
 * The first step at which Δ of two runs differs beyond noise, in its coordinate of the largest excess.
 *
 * Noise is the rounding of Δ (`comparedUpdateBound` of the largest |Δᵢ| so far) and of corrections, what rounding of the inputs does to the
 * reference. Within it, coordinates agree where it is small beside Δ. Beyond it they are undecided up to what rounding
 * does to the rule itself, to θ, from which Δ may be computed, and to a direction of size 1. What storing θ′ has changed of
 * Δ counts as rounding where it is small beside it. Cost: O(D) a step, and the spread once where a difference needs it.
 */
export function* firstDisagreement(
  own: readonly Step[],
  due: readonly Step[],
  tolerance: {
    /** The coarser of what both store θ in, and of what both compute in. */
    readonly precision: Precision;
    readonly arithmetic: Precision;
    /** What corrections such as 1 − βᵗ lose, relative to |Δᵢ|. */
    readonly correction: number;
    /** What rounding of its inputs does to the reference, by step and coordinate; asked for once, if ever. */
    readonly spread: () => Running<Noise>;
    /** What rounding does to the rule itself beside that, by step and coordinate; likewise. */
    readonly own: () => Running<Noise>;
    readonly stepSize: number;
  },
): Running<Agreed> {
  const { precision, arithmetic, correction } = tolerance;
  const largest = new Float64Array(own[0]?.delta.length ?? 0);
  let spread: Noise | undefined;
  let noiseOfRule: Noise | undefined;
  let undecided: number | undefined;
  let margin = 1;
  for (let k = 0; k < Math.min(own.length, due.length); k++) {
    const { delta, theta, stored } = own[k]!;
    let apart: Extract<Agreed, { status: 'apart' }> | undefined;
    for (let i = 0; i < delta.length; i++) {
      const other = due[k]!.delta[i]!;
      largest[i] = Math.max(largest[i]!, Math.abs(delta[i]!), Math.abs(other));
      const measured = Math.abs(delta[i]! - other);
      if (measured === 0) continue;
      const rounding = comparedUpdateBound({
        dimension: delta.length,
        step: k,
        precision: arithmetic,
        largest: largest[i]!,
      });
      const bound = rounding + correction * largest[i]!;
      if (measured <= bound) {
        margin = Math.min(margin, (bound - measured) / bound);
        continue;
      }
      const storing = (stored?.[i] ?? 0) + (due[k]!.stored?.[i] ?? 0);
      const isSmall = storing <= smallNoise(largest[i]!, precision);
      if (isSmall && measured <= bound + storing) {
        margin = Math.min(margin, (bound + storing - measured) / (bound + storing));
        continue;
      }
      spread ??= yield* tolerance.spread();
      const noise = bound + storing + spread(k, i);
      noiseOfRule ??= yield* tolerance.own();
      const allowed =
        noise +
        noiseOfRule(k, i) +
        parameterRoundoff(Math.abs(theta[i]!), stored ? arithmetic : precision) +
        directionRoundoff(tolerance.stepSize, arithmetic);
      if (measured > allowed) {
        if (!apart || measured / allowed > apart.measured / apart.allowed) {
          apart = { status: 'apart', step: k, coordinate: i, measured, allowed };
        }
      } else if (measured <= noise && noise <= smallNoise(largest[i]!, precision)) {
        margin = Math.min(margin, (noise - measured) / noise);
      } else {
        undecided ??= k;
      }
    }
    if (apart) return apart;
  }
  return undecided === undefined ? { status: 'together', margin } : { status: 'undecided', step: undecided };
}

/** What rounding does to a computation, by step and coordinate. */
type Noise = (step: number, coordinate: number) => number;
