import type { LossKind } from '../types/trace.ts';

/** What each kind of loss says, in words. */
export const lossNames: Readonly<Record<LossKind, string>> = {
  'as-predicted': 'as predicted',
  curvature: 'less than half of it (curvature)',
  'step-too-large': 'rose although yᵀΔ > 0 (step too large for Taylor)',
  'negative-curvature': 'more than predicted (negative curvature)',
  'far-beyond': 'more than twice as much',
  'ill-conditioned': 'at a metric near 1/u (ill-conditioned)',
  'not-effective': 'not effective',
  'inside-noise': 'inside the rounding of the losses',
};
