import { runTrajectory } from '../../dynamics/trajectory.ts';
import { cosineRoundoff } from '../../linalg/rounding.ts';
import type { Check } from '../../types/check.ts';
import { objectiveOf, precisionOf } from '../parts/objective.ts';
import { holds, inconclusive, refuted, vacuous } from '../parts/outcomes.ts';
import { pairsOfRun } from '../parts/pairs.ts';
import { runOf } from '../parts/runs.ts';
import { degrees, short } from '../parts/short.ts';

const minCosine: Check = {
  id: 'min-cosine',
  layer: 'descent',
  claim: 'cos ψ between Δθ and y = −∇L is at least the promised bound at every step that moves.',
  source: 'cos ψ = yᵀΔ/(‖y‖‖Δ‖); P16: it bounds the rate',
  kind: 'required',
  applies: (rule) => rule.contract?.minCosine !== undefined,
  demand: () => ({ steps: { min: 1, max: 24 }, promisedStepSize: true }),
  observe: (setting, announce) => {
    const { rule, loss, scenario } = setting;
    const bound = rule.contract?.minCosine ?? -1;
    const limit = rule.contract?.maxStepSize?.(loss);
    if (limit !== undefined && !(scenario.stepSize <= limit))
      return vacuous('nothing is promised for this step size');
    const objective = objectiveOf(rule, loss);
    const { fault, steps } = runTrajectory(rule, loss, { ...runOf(setting, announce), frozen: true });
    if (fault) return vacuous(fault.message);
    const { pairs } = pairsOfRun(steps, objective, {
      precision: precisionOf(rule),
      shown: objective === loss,
    });
    if (pairs.length === 0) return vacuous('nothing moves');
    let least = Number.POSITIVE_INFINITY;
    for (const pair of pairs) {
      const noise = cosineRoundoff(pair.bound, pair.norms);
      const { cosine, step } = pair;
      if (cosine + noise < bound) {
        return refuted({
          cause: 'angle-too-wide',
          sentence: `step ${step.index}: cos ψ = ${short(cosine)} (ψ = ${degrees(Math.acos(Math.max(-1, cosine)))}), promised at least ${short(bound)}`,
          margin: cosine - bound,
          derived: {
            step: step.index,
            stepSize: scenario.stepSize,
            psi: Math.acos(Math.max(-1, cosine)),
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
  },
};

export default minCosine;
