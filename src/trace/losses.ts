import type { LossKind } from '../types/trace.ts';
import type { StepGeometry } from './geometry.ts';
import { illConditioned, lossNoise, type Stored, tellingDrop } from './rounding.ts';

/** What the loss lost beside what was predicted. */
export interface LossJudgement {
  /** (L(θ) − L(θ′))/(yᵀΔ); NaN where the prediction is inside the noise of the losses. */
  readonly ratio: number;
  readonly kind: LossKind;
}

/**
 * L(θ) − L(θ′) of one batch against yᵀΔ, which is the first order of it: a quadratic along the step loses between half of it and
 * all at a step that is not too long. Below ½ curvature takes over, below 0 the step is too large for Taylor although it
 * is effective; above 1 the loss curves downwards along the step, flagged beyond 2. A step that is not effective, and one
 * whose best metric has a condition number near 1/u, are told apart from these.
 *
 * Source: P10 and P11; the drop is yᵀΔ − ½ΔᵀHΔ + O(‖Δ‖³).
 */
export const judgeLoss = (
  { loss, after, yd }: { readonly loss: number; readonly after: number; readonly yd: number },
  geometry: StepGeometry,
  { precision }: Stored,
): LossJudgement => {
  if (geometry.kind !== 'effective') return { ratio: Number.NaN, kind: 'not-effective' };
  const noise = lossNoise(loss, precision) + lossNoise(after, precision);
  const drop = loss - after;
  if (Number.isNaN(drop)) return { ratio: Number.NaN, kind: 'step-too-large' };
  if (!(Math.max(yd, Math.abs(drop)) > tellingDrop * noise))
    return { ratio: Number.NaN, kind: 'inside-noise' };
  const ratio = drop / yd;
  if (geometry.conditionNumber >= illConditioned(precision)) return { ratio, kind: 'ill-conditioned' };
  if (ratio > 2) return { ratio, kind: 'far-beyond' };
  if (ratio > 1) return { ratio, kind: 'negative-curvature' };
  if (ratio >= 0.5) return { ratio, kind: 'as-predicted' };
  return { ratio, kind: ratio >= 0 ? 'curvature' : 'step-too-large' };
};
