import type { Evidence } from '../../dynamics/evidence.ts';
import { firstOrderPairs } from '../../dynamics/firstOrderPairs.ts';
import type { Observation } from '../../types/check.ts';
import { degrees, short } from '../outcome/figures.ts';
import { holds, inconclusive, refuted } from '../outcome/outcome.ts';
import { cosineRoundoff } from './rounding.ts';
/**
 * Whether cos ψ is at least a bound at every step that moves, of a run with the full gradient.
 *
 * @param stepSize η, as it is shown
 */
export const judgeAngles = (
  evidence: Evidence,
  { bound, stepSize }: { readonly bound: number; readonly stepSize: number },
): Observation => {
  let least = Number.POSITIVE_INFINITY;
  for (const pair of firstOrderPairs(evidence)) {
    const noise = cosineRoundoff(pair.bound, pair.norms);
    const { cosine, step } = pair;
    if (cosine + noise < bound) {
      const psi = Math.acos(Math.max(-1, cosine));
      return refuted({
        cause: 'angle-too-wide',
        sentence: `step ${step.index}: cos ψ = ${short(cosine)} (ψ = ${degrees(psi)}), promised at least ${short(bound)}`,
        margin: cosine - bound,
        derived: {
          step: step.index,
          stepSize,
          psi,
          cosine,
          measured: cosine,
          allowed: bound,
          noiseFloor: noise,
        },
      });
    }
    if (cosine - noise >= bound) least = Math.min(least, cosine - bound);
  }
  return least < Number.POSITIVE_INFINITY
    ? holds(least)
    : inconclusive('cos ψ lies within its rounding error of the bound');
};
