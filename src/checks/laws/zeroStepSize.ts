import { runTrajectory } from '../../dynamics/trajectory.ts';
import { displacementRoundoff } from '../../linalg/rounding.ts';
import type { Check } from '../../types/check.ts';
import { precisionOf } from '../parts/objective.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';
import { runOf } from '../parts/runs.ts';
import { short } from '../parts/short.ts';

const zeroStepSize: Check = {
  id: 'zero-step-size',
  layer: 'laws',
  claim:
    'With η = 0 every Δθ is 0, up to the rounding of θ′ − θ, unless the rule declares its step size internal.',
  source: 'Δ = η g with finite g',
  kind: 'required',
  applies: (rule) => rule.stepSize !== 'internal',
  demand: () => ({ steps: { min: 1, max: 8 } }),
  observe: (setting, announce) => {
    const run = runOf(setting, announce);
    const still = runTrajectory(setting.rule, setting.loss, { ...run, stepSize: 0 });
    const precision = precisionOf(setting.rule);
    for (const { index, theta, delta } of still.steps) {
      const i = delta.findIndex((value, at) => Math.abs(value) > displacementRoundoff(theta[at]!, precision));
      if (i < 0) continue;
      return refuted({
        cause: 'moves-at-zero-step-size',
        sentence: `step ${index}: Δθ[${i}] = ${short(delta[i]!)} although η = 0`,
        margin: -Math.abs(delta[i]!),
        derived: {
          step: index,
          coordinate: i,
          measured: delta[i]!,
          allowed: displacementRoundoff(theta[i]!, precision),
        },
      });
    }
    if (!still.fault)
      return still.steps.length > 0 ? holds(1) : vacuous('the gradient overflows at the start');
    // A fault that any step size brings about belongs to the layer of form.
    const usual = runTrajectory(setting.rule, setting.loss, run);
    if (usual.fault?.kind === still.fault.kind) return vacuous(still.fault.message);
    return refuted({
      cause: `${still.fault.kind}-at-zero-step-size`,
      sentence: `step ${still.fault.step}, with η = 0: ${still.fault.message}`,
      margin: -1,
      derived: { step: still.fault.step },
    });
  },
};

export default zeroStepSize;
