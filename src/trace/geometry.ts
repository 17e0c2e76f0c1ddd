import type { StepKind } from '../types/trace.ts';
import { angleFloor, productBound, type Stored } from './rounding.ts';
import type { TensorSums } from './step.ts';

/** A step in its geometry, as far as three sums tell. */
export interface StepGeometry {
  readonly kind: StepKind;
  /** ψ in radians, NaN where there is none. */
  readonly angle: number;
  /** ψ, and with it κ*, is at most this: below it the sums are noise. */
  readonly atMost: boolean;
  /** κ*, NaN unless the step is effective. */
  readonly conditionNumber: number;
}

const without = (kind: StepKind): StepGeometry => ({
  kind,
  angle: Number.NaN,
  atMost: false,
  conditionNumber: Number.NaN,
});

/**
 * The sign of yᵀΔ, proved with the bound of the record's precision, ψ from cos ψ = yᵀΔ/(‖y‖‖Δ‖), and κ* = ((1 + s)/c)².
 *
 * Source: P1 and P5. Accuracy: the sign is never wrong; ψ to about √(2nu), below which it is given as at most that.
 */
export const geometryOf = (sums: TensorSums, stored: Stored): StepGeometry => {
  const { count, yd, size, yy, dd, pp } = sums;
  if (![yd, size, yy, dd, pp].every(Number.isFinite)) return without('not-finite');
  if (dd === 0) return without('at-rest');
  if (yy === 0) return without('no-gradient');
  const cosine = Math.max(-1, Math.min(1, yd / (Math.sqrt(yy) * Math.sqrt(dd))));
  const angle = Math.acos(cosine);
  const isDecided = Math.abs(yd) > productBound(sums, stored);
  if (!isDecided) return { ...without('inconclusive'), angle };
  if (yd < 0) return { ...without('uphill'), angle };
  const floor = angleFloor(count, stored);
  const shown = Math.max(angle, floor);
  return { kind: 'effective', angle: shown, atMost: angle < floor, conditionNumber: leastCondition(shown) };
};

/** κ* = ((1 + sin ψ)/cos ψ)², 0 ≤ ψ < π/2. Source: P5. */
export const leastCondition = (angle: number): number => ((1 + Math.sin(angle)) / Math.cos(angle)) ** 2;
