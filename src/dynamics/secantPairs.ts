import { slabVector } from '../linalg/slab.ts';
import { isZero } from '../linalg/vector.ts';
import { type PairGeometry, pairGeometry } from '../metric/pairGeometry.ts';
import type { Vector } from '../types/vector.ts';
import { type Evidence, stepDrop } from './evidence.ts';
import type { LossDrop } from './lossDrop.ts';
import type { Step } from './trajectory.ts';

/** One step that moved, as a pair (g, y). */
export interface FormStep extends LossDrop {
  /** Its place k in the run. */
  readonly k: number;
  readonly step: Step;
  /** (θ' − θ)/η, or Δ/η to first order, shape (D). */
  readonly g: Vector;
  /** −D̄L(θ, θ'), so that yᵀg is the drop of the loss over η, or −∇L(θ) to first order; shape (D). */
  readonly y: Vector;
  /** Where g and y are finite and not 0. */
  readonly geometry?: PairGeometry;
}

/**
 * The pairs (g, y) of the steps of a run that moved, yᵀg the drop of the loss over η.
 *
 * Time stands still within a step: where L varies in time, L(θ', t) is not what the next step starts from.
 * Source: P10. Cost: O(D) a step, and the loss before and after it and a discrete gradient.
 * @param scale η, or 1 for a rule that chooses its own step
 */
export const secantPairs = (evidence: Evidence, scale: number): readonly FormStep[] =>
  evidence.steps.flatMap((step, k) => {
    const { theta, next } = step;
    const g = slabVector(theta.length);
    for (let i = 0; i < g.length; i++) g[i] = (next[i]! - theta[i]!) / scale;
    return isZero(g) ? [] : paired({ k, step, g, y: evidence.secant(k), ...stepDrop(evidence, k) });
  });

/**
 * The pairs (g, y) of the steps of a run that moved, to first order: g = Δ/η and y = −∇L(θ), for a check that judged the
 * angle of the update itself.
 *
 * Cost: O(D) a step, and y and the loss before and after it.
 * @param scale as for {@link secantPairs}
 */
export const tangentPairs = (evidence: Evidence, scale: number): readonly FormStep[] =>
  evidence.steps.flatMap((step, k) => {
    if (isZero(step.delta)) return [];
    const g = step.delta.map((value) => value / scale);
    return paired({ k, step, g, y: evidence.y(k), ...stepDrop(evidence, k) });
  });

const paired = (form: Omit<FormStep, 'geometry'>): FormStep => {
  const { g, y } = form;
  const usable = isFiniteVector(g) && isFiniteVector(y) && !isZero(y);
  return usable ? { ...form, geometry: pairGeometry(g, y) } : form;
};

const isFiniteVector = (v: Vector): boolean => {
  for (const value of v) if (!Number.isFinite(value)) return false;
  return true;
};
